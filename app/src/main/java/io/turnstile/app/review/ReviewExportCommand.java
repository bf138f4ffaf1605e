package io.turnstile.app.review;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.app.ExitCode;
import io.turnstile.app.SettingOptions;
import io.turnstile.app.StandingRecords;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the labels that are worth a person's look. */
@Command(
        name = "export",
        description = "Writes the labelled turns that are worth a person's look as JSON lines, the most doubtful first:"
                + " split votes, low confidence, suspected injection, strong disagreement with the offline rubric.",
        mixinStandardHelpOptions = true)
final class ReviewExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the lines go. It is replaced.")
    private Path out;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many at most; the most doubtful are kept. Default: ${DEFAULT-VALUE}, a few days' work.")
    private int max;

    @Option(
            names = "--below",
            paramLabel = "CONFIDENCE",
            defaultValue = "0.7",
            description = "Below which confidence, 0 to 1, a label is doubtful. Default: ${DEFAULT-VALUE}.")
    private double below;

    @Option(names = "--json", description = "Prints the summary as one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (max < 1 || !(below >= 0 && below <= 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--max must be 1 or more, and --below a number from 0 to 1.");
        }
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        var turns = new DoubtfulTurns(below, max);
        List<String> stale = read(settings, turns);
        List<DoubtfulTurn> most = turns.most();
        Files.write(out, (Iterable<String>) most.stream().map(ReviewJson::line)::iterator);
        summarise(turns, most.size(), stale);
        return ExitCode.OK;
    }

    /** Shows all labels; the messages whose decision by a person is on an input that is not the labelled one. */
    private static List<String> read(Settings settings, DoubtfulTurns turns) {
        var topics = new TopicCatalogue(TopicConfiguration.from(settings));
        var decided = new HashMap<String, String>();
        try (var records = new StandingRecords(Cluster.from(settings))) {
            records.latest(topics.judgeVerdicts(), verdict -> addIfHuman(verdict, decided));
            records.latest(topics.labeled(), turn -> {
                turns.add(turn);
                decided.remove(turn.getMessageId(), turn.getInputHash());
            });
            return List.copyOf(new TreeSet<>(decided.keySet()));
        } catch (KafkaException e) {
            throw ReviewTopics.unreadable(e);
        }
    }

    private static void addIfHuman(Verdict verdict, Map<String, String> decided) {
        if (verdict.getOrigin() == VerdictOrigin.HUMAN) {
            decided.put(verdict.getMessageId(), verdict.getInputHash());
        }
    }

    private void summarise(DoubtfulTurns turns, int written, List<String> stale) {
        if (json) {
            var summary = new JsonMapper().createObjectNode();
            summary.put("labels", turns.labels())
                    .put("doubtful", turns.doubtful())
                    .put("written", written);
            var counts = summary.putObject("why");
            turns.counts().forEach((doubt, count) -> counts.put(doubt.name(), count));
            stale.forEach(summary.putArray("stale")::add);
            spec.commandLine().getOut().println(summary);
            spec.commandLine().getOut().flush();
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("turnstile review: " + written + " of " + turns.doubtful() + " doubtful turns, among "
                + turns.labels() + " labels, are in " + out);
        turns.counts().forEach((doubt, count) -> err.println("  " + doubt + " " + count));
        StaleMessages.print(stale, err);
    }
}
