package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.SourceCursors;
import io.turnstile.producers.TelemetryProducer;
import io.turnstile.producers.kusto.KustoConfiguration;
import io.turnstile.producers.kusto.KustoSource;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.schema.SourceCursor;
import java.util.Optional;

/** Reads Kusto until it is told to stop, or once. */
final class KustoProduction {

    private final Settings settings;
    private final KustoConfiguration configuration;
    private final Progress progress;

    KustoProduction(Settings settings, Progress progress) {
        this.settings = settings;
        this.configuration = KustoConfiguration.from(settings);
        this.progress = progress;
    }

    /** @param isOnce whether to end when what there is now has been read */
    void run(boolean isOnce) throws InterruptedException {
        var cluster = Cluster.from(settings);
        var topics = TopicsCommand.catalogue(settings);
        try (var untilStopped = new UntilStopped();
                var producer = TelemetryProducer.connectFor(
                        configuration.name(),
                        cluster,
                        topics,
                        ProducerConfiguration.from(settings),
                        Redaction.of(RedactionConfiguration.from(settings)))) {
            // Only now: before it was connected, another producer could still move the position.
            var stored = Optional.ofNullable(SourceCursors.read(cluster, topics).get(configuration.name()));
            progress.end(beginning(stored));
            try (var source = KustoSource.open(configuration, stored, isOnce)) {
                untilStopped.then(source::stop);
                var counts = producer.produce(
                        source, (rows, expected) -> progress.show(KustoProgress.line(source.metrics())));
                progress.end(ProducedLine.of(counts));
            }
        }
    }

    private String beginning(Optional<SourceCursor> stored) {
        String from = settings.show(KustoConfiguration.FROM.key());
        boolean isFromSet = !settings.originOf(KustoConfiguration.FROM.key()).equals("default");
        String name = "source " + configuration.name();
        if (stored.isEmpty()) {
            return name + " has no position: it begins at source.kusto.from = " + from;
        }
        return name + " goes on from its position, after " + stored.get().getRows() + " rows"
                + (isFromSet
                        ? "; source.kusto.from is for a source without one: 'turnstile source reset "
                                + configuration.name() + " --from " + from + "' begins anew"
                        : "");
    }
}
