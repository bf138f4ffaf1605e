package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.producers.ProducedCounts;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.TelemetryProducer;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The role that reads a source and sends its rows. */
@Command(
        name = "produce",
        description = "Reads a source and sends its rows to topic telemetry, in transactions. Ends with the source.",
        mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingOptions options;

    @Mixin
    private SettingOptions.ClusterOptions clusterOptions;

    @Mixin
    private SourceOptions sourceOptions;

    @Override
    public Integer call() throws InterruptedException {
        var flags = clusterOptions.flags();
        flags.putAll(sourceOptions.flags());
        Settings settings = options.resolve(Map.of(), flags);
        var progress = new Progress(spec.commandLine().getErr());
        try (var source = sourceOptions.open(settings);
                var producer = TelemetryProducer.connect(
                        Cluster.from(settings),
                        TopicsCommand.catalogue(settings),
                        ProducerConfiguration.from(settings))) {
            ProducedCounts counts = producer.produce(source, (rows, expected) -> progress.show("rows " + rows));
            progress.end("rows " + counts.rows() + ", dead letters " + counts.malformedInAll()
                    + ", rows without a turn key " + counts.rowsWithoutTurnKey());
        }
        return ExitCode.OK;
    }
}
