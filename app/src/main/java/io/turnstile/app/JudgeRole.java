package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.judge.worker.JudgeConfiguration;
import io.turnstile.judge.worker.JudgeWorker;
import io.turnstile.judge.worker.ProbeListener;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The role that judges, and its options. */
final class JudgeRole {

    private static final Duration LOOK = Duration.ofMillis(500);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    int runUntilStopped() throws InterruptedException {
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        try (var stop = new UntilStopped();
                var judge = Judges.from(settings);
                var worker = new JudgeWorker(
                        Cluster.from(settings),
                        TopicsCommand.catalogue(settings),
                        JudgeConfiguration.from(settings),
                        judge,
                        Judges.probes(),
                        ProbeListener.none())) {
            worker.start();
            spec.commandLine()
                    .getErr()
                    .println("turnstile judge: started with " + judge.fingerprint()
                            + (judge.isBaseline() ? ", a baseline, not for release" : "") + "; Ctrl-C stops it.");
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
