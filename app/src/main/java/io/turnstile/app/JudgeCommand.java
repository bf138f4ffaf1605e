package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.judge.worker.JudgeConfiguration;
import io.turnstile.judge.worker.JudgeWorker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The role that judges. */
@Command(
        name = "judge",
        description =
                "Answers judge requests until it is told to stop. The judge is the offline rubric: a baseline, not"
                        + " for release.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        var judge = new OfflineRubric();
        try (var stop = new UntilStopped();
                var worker = new JudgeWorker(
                        Cluster.from(settings),
                        TopicsCommand.catalogue(settings),
                        JudgeConfiguration.from(settings),
                        judge)) {
            worker.start();
            spec.commandLine()
                    .getErr()
                    .println("turnstile judge: started with " + judge.fingerprint()
                            + ", a baseline, not for release; Ctrl-C stops it.");
            while (!stop.await(LOOK)) {
                if (!worker.isRunning()) {
                    throw new IllegalStateException("The judge worker stopped; its log says why. Nothing is lost:"
                            + " what it had not answered is delivered again.");
                }
            }
        }
        return ExitCode.OK;
    }
}
