package io.turnstile.app.demo;

import io.turnstile.app.EmbeddedSettings;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.embedded.kusto.EmbeddedKusto;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import io.turnstile.producers.ProducedCounts;
import io.turnstile.producers.ProducerConfiguration;
import io.turnstile.producers.TelemetryProducer;
import io.turnstile.producers.TelemetrySource;
import io.turnstile.producers.kusto.KustoConfiguration;
import io.turnstile.producers.kusto.KustoSource;
import io.turnstile.producers.redaction.Redaction;
import io.turnstile.producers.redaction.RedactionConfiguration;
import io.turnstile.queries.ShippedTrees;
import io.turnstile.topic.TopicCatalogue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way that rows take in production: they are ingested into Kusto, here the embedded one, and a source for each of its
 * tables reads them with the real client as they come.
 */
final class ThroughKusto implements AutoCloseable {

    /** A few hundred megabytes at most; who ingests waits until rows have been read. */
    private static final long RESIDENT_ROWS = 200_000;

    private static final int PATIENCE_SECONDS = 10;

    private final EmbeddedKusto kusto;
    private final List<Reading> readings = new ArrayList<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(work -> new Thread(work, "turnstile-through-kusto"));
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Future<?> feed;

    /** A source, and the thread that sends what it yields. */
    private record Reading(KustoSource source, AtomicLong rows, Future<ProducedCounts> counts) {}

    private ThroughKusto(EmbeddedKusto kusto) {
        this.kusto = kusto;
        open.push(kusto);
    }

    /** Starts the server and the sources; they read as soon as there is something. */
    static ThroughKusto start(Settings settings, Cluster cluster, TopicCatalogue topics) {
        var kusto = EmbeddedKusto.start(EmbeddedKustoConfiguration.of(new ShippedTrees())
                .withPort(settings.get(EmbeddedSettings.KUSTO_PORT))
                .withMostResidentRows(RESIDENT_ROWS)
                .withCloseAtExit(false));
        var through = new ThroughKusto(kusto);
        try {
            KustoRow.QUERIES.forEach((table, query) -> through.read(table, query, settings, cluster, topics));
            return through;
        } catch (RuntimeException | Error e) {
            through.close();
            throw e;
        }
    }

    /** The server's address. */
    String url() {
        return kusto.url();
    }

    /** Begins to ingest what the source yields, on a thread of its own. */
    void begin(TelemetrySource source) {
        feed = threads.submit(() -> {
            new KustoFeed(kusto).ingest(source);
            return null;
        });
    }

    /**
     * Lets go of what has been read where that is much, and lets the sources end when there will be no more.
     *
     * @return whether all has been sent and committed
     * @throws ExecutionException if ingesting, reading or sending failed
     */
    boolean advance() throws ExecutionException, InterruptedException {
        if (kusto.residentRows() > RESIDENT_ROWS / 2) {
            everywhereRead().ifPresent(kusto::discardUpTo);
        }
        if (feed.isDone()) {
            feed.get();
            readings.forEach(reading -> reading.source().finish());
        }
        for (Reading reading : readings) {
            if (reading.counts().isDone()) {
                reading.counts().get();
            }
        }
        return readings.stream().allMatch(reading -> reading.counts().isDone());
    }

    /** Rows that are committed so far. */
    long rows() {
        return readings.stream().mapToLong(reading -> reading.rows().get()).sum();
    }

    /** What was sent in all; to be asked once {@link #advance} has said that all was. */
    ProducedCounts counts() throws ExecutionException, InterruptedException {
        var all = ProducedCounts.NONE;
        for (Reading reading : readings) {
            all = all.plus(reading.counts().get());
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            // A producer must not be closed under the thread that uses it.
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        while (!open.isEmpty()) {
            closeQuietly(open.pop());
        }
    }

    private void read(String table, String query, Settings settings, Cluster cluster, TopicCatalogue topics) {
        String name = "demo-" + table;
        var configuration = KustoConfiguration.from(settings.with(KustoOfGeneratedRows.connection(kusto))
                .with(Map.of(
                        KustoConfiguration.NAME.key(), name,
                        KustoConfiguration.QUERY.key(), query,
                        // Also those that assembly ignores: they are counted, and the truth has their number.
                        KustoConfiguration.EVENTS.key(), "",
                        KustoConfiguration.FROM.key(), "beginning",
                        KustoConfiguration.POLL_INTERVAL.key(), "100ms")));
        var producer = TelemetryProducer.connectFor(
                name,
                cluster,
                topics,
                ProducerConfiguration.from(settings),
                Redaction.of(RedactionConfiguration.from(settings)));
        open.push(producer);
        var source = KustoSource.open(configuration, Optional.empty(), false);
        open.push(source);
        var rows = new AtomicLong();
        readings.add(new Reading(
                source, rows, threads.submit(() -> producer.produce(source, (count, expected) -> rows.set(count)))));
    }

    /** The cursor up to which every table has been read; empty before. */
    private Optional<String> everywhereRead() {
        List<String> cursors = readings.stream()
                .map(reading -> reading.source().metrics().cursor())
                .toList();
        return cursors.stream().anyMatch(Objects::isNull)
                ? Optional.empty()
                : cursors.stream().min(Comparator.comparing(Long::valueOf));
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // What it had not committed is aborted by the broker; the others must still be closed.
        }
    }
}
