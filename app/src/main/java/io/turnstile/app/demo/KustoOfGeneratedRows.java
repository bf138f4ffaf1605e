package io.turnstile.app.demo;

import io.turnstile.embedded.kusto.EmbeddedKusto;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.producers.kusto.KustoConfiguration;
import io.turnstile.queries.ShippedTrees;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** An embedded Kusto that holds generated telemetry: for whoever tries a query and has no cluster. */
public final class KustoOfGeneratedRows implements AutoCloseable {

    private final EmbeddedKusto kusto;

    private KustoOfGeneratedRows(EmbeddedKusto kusto) {
        this.kusto = kusto;
    }

    /** Returns when all rows are there. */
    public static KustoOfGeneratedRows start(GeneratorConfiguration generator) throws InterruptedException {
        var clock = new NewestRow();
        var kusto = EmbeddedKusto.start(
                EmbeddedKustoConfiguration.of(new ShippedTrees()).withClock(clock));
        try (var rows = new GeneratedTelemetry(generator)) {
            new KustoFeed(kusto, clock::seen).ingest(rows);
            return new KustoOfGeneratedRows(kusto);
        } catch (InterruptedException | RuntimeException | Error e) {
            kusto.close();
            throw e;
        }
    }

    /** A clock that stands at the newest row: what a query says of the last days is then said of the rows there are. */
    private static final class NewestRow implements InstantSource {

        private volatile Instant newest = Instant.EPOCH;

        void seen(TelemetryRow row) {
            Instant time = row.getServerTimestamp() != null ? row.getServerTimestamp() : row.getClientTimestamp();
            newest = time.isAfter(newest) ? time : newest;
        }

        @Override
        public Instant instant() {
            return newest.plusSeconds(1);
        }
    }

    /** The configuration by which it is reached. */
    public Map<String, String> connection() {
        return connection(kusto);
    }

    static Map<String, String> connection(EmbeddedKusto kusto) {
        return Map.of(
                KustoConfiguration.CLUSTER.key(), kusto.url(),
                KustoConfiguration.DATABASE.key(), kusto.databaseName(),
                KustoConfiguration.AUTHENTICATION.key(), "none");
    }

    @Override
    public void close() {
        kusto.close();
    }
}
