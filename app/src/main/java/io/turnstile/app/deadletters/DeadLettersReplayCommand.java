package io.turnstile.app.deadletters;

import io.turnstile.app.ExitCode;
import io.turnstile.app.Progress;
import io.turnstile.app.SettingOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends again what could not be processed. */
@Command(
        name = "replay",
        description =
                "Sends the records of dead letters to their topics again, as they were. Say which: --reason, --stage"
                        + " or --all. Each letter is replayed once, however often this is run.",
        mixinStandardHelpOptions = true)
final class DeadLettersReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Mixin
    private SelectionOptions selection;

    @Option(names = "--all", description = "All letters, whatever their reason.")
    private boolean all;

    @Option(names = "--dry-run", description = "Sends nothing, and prints what would be.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        if (all != selection.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say which letters: --reason, --stage, or --all. dead-letters list shows what there is.");
        }
        var progress = new Progress(spec.commandLine().getErr());
        var replay = Replay.of(
                options.resolve(Map.of(), clusterOptions.flags()),
                text -> progress.show(DeadLettersCommand.PREFIX + text));
        var table = LetterTable.of(replay(replay));
        progress.end(DeadLettersCommand.PREFIX + table.letters() + " letters");
        table.print(spec.commandLine().getOut(), json);
        return ExitCode.OK;
    }

    private Map<Letter, Fate> replay(Replay replay) {
        try {
            return dryRun ? replay.preview(selection.selection()) : replay.run(selection.selection());
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "The dead letters cannot all be replayed: " + e.getMessage()
                            + ". Check bootstrap.servers, topics.prefix and the principal's READ and WRITE permissions,"
                            + " and run it again: what was sent is not sent twice.",
                    e);
        }
    }
}
