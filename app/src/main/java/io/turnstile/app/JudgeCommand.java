package io.turnstile.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The judge: it works, which is what it does where no subcommand says otherwise, or it is measured. */
@Command(
        name = "judge",
        description = "Answers judge requests until it is told to stop, as 'judge run' does, or measures the judge. The"
                + " judge is the offline rubric: a baseline, not for release.",
        subcommands = {JudgeCommand.Run.class, JudgeBatchCommand.class, JudgeEvalCommand.class},
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {

    @Mixin
    private JudgeRole role;

    @Override
    public Integer call() throws InterruptedException {
        return role.runUntilStopped();
    }

    /** It works. */
    @Command(
            name = "run",
            description = "Answers judge requests until it is told to stop. Start more of them to share the work.",
            mixinStandardHelpOptions = true)
    static final class Run implements Callable<Integer> {

        @Mixin
        private JudgeRole role;

        @Override
        public Integer call() throws InterruptedException {
            return role.runUntilStopped();
        }
    }
}
