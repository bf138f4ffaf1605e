package io.turnstile.app;

import io.turnstile.app.demo.DemoPreset;
import io.turnstile.app.demo.DemoRunner;
import io.turnstile.config.Settings;
import io.turnstile.producers.generated.GeneratorConfiguration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on embedded defaults. */
@Command(
        name = "demo",
        description =
                "Runs the whole pipeline on this machine, with a Kusto, a broker and a registry of its own: reads a source,"
                        + " assembles, judges, counts, prints a summary, and leaves nothing behind.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SourceOptions sourceOptions;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes labeled.jsonl, conversations.jsonl, partial.jsonl, label-counts.json and summary.json"
                    + " there; for generated telemetry the ground truth too; and in datasets/PLAN each plan's dataset,"
                    + " verified.")
    private Path out;

    @Option(
            names = "--direct",
            description = "Sends generated rows straight to Kafka, and not by way of the embedded Kusto.")
    private boolean direct;

    @Option(
            names = "--keep",
            description =
                    "Stays up when all is done, says how to connect, and ends with Ctrl-C. With --json a second line"
                            + " holds bootstrapServers and registryUrl.")
    private boolean keep;

    @Option(names = "--json", description = "Prints the summary as JSON; standard output carries nothing else.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Settings settings = settings();
        var commandLine = spec.commandLine();
        try (var source = sourceOptions.open(settings);
                var stop = new UntilStopped()) {
            var runner =
                    new DemoRunner(settings, new Progress(commandLine.getErr()), commandLine.getOut(), stop::isStopped);
            boolean isThroughKusto = sourceOptions.isGenerated() && !direct;
            boolean isAsExpected =
                    runner.run(new DemoRunner.Input(source, isThroughKusto), new DemoRunner.Output(out, json, keep));
            return isAsExpected ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Settings settings() {
        var preset = new HashMap<>(DemoPreset.of(sourceOptions.takesAllModes()));
        int conversations = options.resolve(preset, sourceOptions.flags()).get(GeneratorConfiguration.CONVERSATIONS);
        preset.putAll(DemoPreset.plans(conversations));
        Settings settings = options.resolve(preset, sourceOptions.flags());
        return sourceOptions.isGenerated() ? DemoPreset.withUsers(settings) : settings;
    }
}
