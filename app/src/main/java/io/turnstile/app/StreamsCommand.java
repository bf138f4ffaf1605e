package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StreamsConfiguration;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The role that runs the topologies. */
@Command(
        name = "streams",
        description = "Runs the topologies until it is told to stop. Start more of them to share the work.",
        mixinStandardHelpOptions = true)
final class StreamsCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Option(
            names = "--stage",
            paramLabel = "NAME",
            description = "Runs one stage alone, as an application of its own: turn-assembly, conversation-assembly,"
                    + " judge-routing, labelling, label-counts or balancing. Default: all in one.")
    private String stageName;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.resolve(Map.of(), clusterOptions.flags());
        try (var stop = new UntilStopped();
                var application = application(settings)) {
            application.start();
            spec.commandLine().getErr().println("turnstile streams: started; Ctrl-C stops it.");
            while (!stop.await(LOOK)) {
                if (application.failure().isPresent()) {
                    throw new IllegalStateException(
                            "The topologies stopped: " + application.failure().get()
                                    + ". Nothing is lost: started again, they go on from the last commit.");
                }
            }
        }
        return ExitCode.OK;
    }

    private PipelineApplication application(Settings settings) {
        Cluster cluster = Cluster.from(settings);
        var pipeline = ConfiguredPipeline.of(settings, cluster);
        var configuration = StreamsConfiguration.from(settings);
        if (stageName == null) {
            return new PipelineApplication(pipeline, EnumSet.allOf(Stage.class), configuration, cluster);
        }
        Stage stage = Stage.named(stageName);
        return new PipelineApplication(pipeline, Set.of(stage), configuration.alone(stage), cluster);
    }
}
