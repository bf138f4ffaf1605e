package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import io.turnstile.producers.ProducedCounts;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.TelemetryProducer;
import io.turnstile.producers.kusto.KustoConfiguration;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The role that reads a source and sends its rows. */
@Command(
        name = "produce",
        description =
                "Reads a source and sends its rows to topic telemetry, in transactions. Ends with the source; with"
                        + " --source kusto when it is stopped, unless --once is given.",
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

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Where a Kusto source begins that has no position yet (source.kusto.from): now, beginning, or a"
                            + " time from which on rows were ingested.")
    private String from;

    @Option(names = "--once", description = "Ends when a Kusto source has read what there was at the start.")
    private boolean isOnce;

    @Override
    public Integer call() throws InterruptedException {
        var flags = clusterOptions.flags();
        flags.putAll(sourceOptions.flags());
        checkKustoOptions();
        if (from != null) {
            flags.put(KustoConfiguration.FROM.key(), from);
        }
        Settings settings = options.resolve(Map.of(), flags);
        var progress = new Progress(spec.commandLine().getErr());
        if (sourceOptions.isKusto()) {
            new KustoProduction(settings, progress).run(isOnce);
        } else {
            produce(settings, progress);
        }
        return ExitCode.OK;
    }

    private void produce(Settings settings, Progress progress) throws InterruptedException {
        try (var source = sourceOptions.open(settings);
                var producer = TelemetryProducer.connect(
                        Cluster.from(settings),
                        TopicsCommand.catalogue(settings),
                        ProducerConfiguration.from(settings),
                        Redaction.of(RedactionConfiguration.from(settings)))) {
            ProducedCounts counts = producer.produce(source, (rows, expected) -> progress.show("rows " + rows));
            progress.end(ProducedLine.of(counts));
        }
    }

    private void checkKustoOptions() {
        if (!sourceOptions.isKusto() && (from != null || isOnce)) {
            throw new ConfigurationException("--from and --once go with --source kusto.");
        }
    }
}
