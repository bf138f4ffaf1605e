package io.turnstile.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.config.Cluster;
import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import io.turnstile.judge.llm.LlmJudge;
import io.turnstile.judge.llm.LlmJudgeConfiguration;
import io.turnstile.judge.model.BatchedChatModel;
import io.turnstile.judge.model.ModelConfiguration;
import io.turnstile.judge.worker.BatchProgress;
import io.turnstile.judge.worker.BatchSummary;
import io.turnstile.judge.worker.JudgeBatch;
import io.turnstile.judge.worker.JudgeConfiguration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges what stands there in batch files. */
@Command(
        name = "batch",
        description = "Answers the judge requests that stand there, in batch files of OpenAI or Azure: half the price,"
                + " within a day. Stop the judge workers of the group first. It may be killed and run again: what was"
                + " answered or is under way is not asked twice.",
        mixinStandardHelpOptions = true)
final class JudgeBatchCommand implements Callable<Integer> {

    private static final String ROW = "%-34s %,14d%n";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Option(names = "--json", description = "Prints the summary as one JSON object instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        var configuration = ModelConfiguration.from(settings);
        if (!configuration.provider().isServer()) {
            throw new ConfigurationException("Configuration key " + ModelConfiguration.PROVIDER.key() + " is "
                    + configuration.provider() + ", which has no batches. Set openai or azure.");
        }
        var thread = Thread.currentThread();
        try (var stop = new UntilStopped();
                var model = BatchedChatModel.open(configuration);
                var judge = new LlmJudge(model, LlmJudgeConfiguration.from(settings));
                var batch = new JudgeBatch(
                        Cluster.from(settings),
                        TopicsCommand.catalogue(settings),
                        JudgeConfiguration.from(settings),
                        judge,
                        model)) {
            stop.then(thread::interrupt);
            var progress = new Progress(spec.commandLine().getErr());
            print(batch.run(now -> progress.show(line(now))), judge.fingerprint());
            return ExitCode.OK;
        } catch (InterruptedException e) {
            throw new IllegalStateException(
                    "The batch run was stopped. What the server works on goes on there: run it again to take the"
                            + " answers.",
                    e);
        }
    }

    private static String line(BatchProgress now) {
        return String.format(
                Locale.ROOT,
                "turnstile judge batch: round %d, %,d requests open, %,d questions, %,d answers",
                now.round(),
                now.open(),
                now.asked(),
                now.batches().settled());
    }

    private void print(BatchSummary summary, String fingerprint) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(json(summary, fingerprint));
        } else {
            out.print(table(summary, fingerprint));
        }
        out.flush();
        if (!summary.isGroupMoved()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "turnstile judge batch: a worker joined the group meanwhile. It goes through these requests"
                                    + " again, finds their verdicts in the cache, and asks anew for those that got no label.");
        }
    }

    private static String table(BatchSummary summary, String fingerprint) {
        var counts = summary.counts();
        var table = new StringBuilder(String.format("judge %s%n", fingerprint));
        row(table, "requests", summary.requests());
        row(table, "  superseded by later ones", summary.superseded());
        row(table, "verdicts", counts.judged());
        row(table, "  known from the cache", counts.cached());
        row(table, "retracted", counts.retracted());
        counts.withoutLabel().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(reason -> row(table, "without a label: " + reason.getKey(), reason.getValue()));
        row(table, "failed, see the dead letters", counts.failed());
        row(table, "rounds", summary.rounds());
        row(table, "answers of the model", summary.batches().answered());
        row(table, "  tokens of prompts", summary.batches().promptTokens());
        row(table, "  tokens of answers", summary.batches().completionTokens());
        row(table, "questions that a batch left out", summary.batches().notAsked());
        return table.toString();
    }

    private static void row(StringBuilder table, String name, long value) {
        table.append(String.format(Locale.ROOT, ROW, name, value));
    }

    private static String json(BatchSummary summary, String fingerprint) {
        var counts = summary.counts();
        var object = new JsonMapper()
                .createObjectNode()
                .put("fingerprint", fingerprint)
                .put("requests", summary.requests())
                .put("superseded", summary.superseded())
                .put("rounds", summary.rounds())
                .put("verdicts", counts.judged())
                .put("cached", counts.cached())
                .put("retracted", counts.retracted())
                .put("failed", counts.failed())
                .put("groupMoved", summary.isGroupMoved());
        var reasons = object.putObject("withoutLabel");
        counts.withoutLabel().forEach((reason, count) -> reasons.put(reason.name(), count));
        object.putObject("batches")
                .put("answered", summary.batches().answered())
                .put("withoutLabel", summary.batches().withoutLabel())
                .put("notAsked", summary.batches().notAsked())
                .put("promptTokens", summary.batches().promptTokens())
                .put("completionTokens", summary.batches().completionTokens());
        return object.toString();
    }
}
