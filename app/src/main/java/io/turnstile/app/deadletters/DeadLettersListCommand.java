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
import picocli.CommandLine.Spec;

/** Counts dead letters. */
@Command(
        name = "list",
        description = "Counts the dead letters by stage, reason and topic, and says what a replay would do with them."
                + " Prints no text that was judged.",
        mixinStandardHelpOptions = true)
final class DeadLettersListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Mixin
    private SelectionOptions selection;

    @Option(names = "--json", description = "Prints one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        var progress = new Progress(spec.commandLine().getErr());
        var replay = Replay.of(
                options.resolve(Map.of(), clusterOptions.flags()),
                text -> progress.show(DeadLettersCommand.PREFIX + text));
        var table = LetterTable.of(preview(replay));
        progress.end(DeadLettersCommand.PREFIX + table.letters() + " letters");
        table.print(spec.commandLine().getOut(), json);
        return ExitCode.OK;
    }

    private Map<Letter, Fate> preview(Replay replay) {
        try {
            return replay.preview(selection.selection());
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "The dead letters cannot be read: " + e.getMessage()
                            + ". Check bootstrap.servers, topics.prefix and the principal's READ permission.",
                    e);
        }
    }
}
