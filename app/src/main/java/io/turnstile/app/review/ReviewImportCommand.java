package io.turnstile.app.review;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.app.ExitCode;
import io.turnstile.app.SettingOptions;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes people's decisions in. */
@Command(
        name = "import",
        description =
                "Takes people's decisions in, all of them or none: JSON lines {messageId, inputHash, label, reason}."
                        + " They win over the judge's verdicts on the same input. Safe to run again.",
        mixinStandardHelpOptions = true)
final class ReviewImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "The file of decisions.")
    private Path in;

    @Option(
            names = "--reviewer",
            paramLabel = "NAME",
            required = true,
            description = "Who decided. Only a hash of the name under redaction.key is kept, or nothing without a key.")
    private String reviewer;

    @Option(names = "--json", description = "Prints the summary as one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        if (reviewer.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--reviewer must be a name.");
        }
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        List<Decision> decisions = DecisionFile.read(in);
        var redaction = Redaction.of(RedactionConfiguration.from(settings));
        var verdicts = new VerdictsOfPeople(
                Cluster.from(settings),
                new TopicCatalogue(TopicConfiguration.from(settings)),
                ProducerConfiguration.from(settings));
        var outcome = verdicts.send(decisions, new Reviewer(reviewer, redaction));
        if (!redaction.keepsIdentities()) {
            spec.commandLine()
                    .getErr()
                    .println("turnstile review: there is no redaction.key to hash the reviewer's name under; it is left"
                            + " out.");
        }
        summarise(decisions.size(), outcome);
        return ExitCode.OK;
    }

    private void summarise(int decisions, VerdictsOfPeople.Outcome outcome) {
        if (json) {
            var summary = new JsonMapper().createObjectNode();
            summary.put("decisions", decisions)
                    .put("written", outcome.written())
                    .put("unchanged", outcome.unchanged());
            outcome.stale().forEach(summary.putArray("stale")::add);
            spec.commandLine().getOut().println(summary);
            spec.commandLine().getOut().flush();
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("turnstile review: " + decisions + " decisions: " + outcome.written() + " written, "
                + outcome.unchanged() + " were there already, "
                + outcome.stale().size() + " stale");
        StaleMessages.print(outcome.stale(), err);
    }
}
