package io.turnstile.app.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What could not be processed: what there is, and a second try. */
@Command(
        name = "dead-letters",
        description = "Shows what could not be processed, and sends it again once the reason is gone.",
        subcommands = {DeadLettersListCommand.class, DeadLettersReplayCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class DeadLettersCommand implements Runnable {

    /** What lines on standard error begin with. */
    static final String PREFIX = "turnstile dead-letters: ";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: list or replay.");
    }
}
