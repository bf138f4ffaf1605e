package io.turnstile.producers.kusto;

import static io.turnstile.embedded.kusto.KustoFault.BAD_GATEWAY;
import static io.turnstile.embedded.kusto.KustoFault.CUT_AFTER_ANSWER;
import static io.turnstile.embedded.kusto.KustoFault.CUT_BEFORE_ANSWER;
import static io.turnstile.embedded.kusto.KustoFault.CUT_IN_ANSWER;
import static io.turnstile.embedded.kusto.KustoFault.FAILURE_AMONG_ROWS;
import static io.turnstile.embedded.kusto.KustoFault.FAILURE_AT_END;
import static io.turnstile.embedded.kusto.KustoFault.INTERNAL_ERROR;
import static io.turnstile.embedded.kusto.KustoFault.LOW_MEMORY;
import static io.turnstile.embedded.kusto.KustoFault.REFUSED_FOR_NOW;
import static io.turnstile.embedded.kusto.KustoFault.RESULT_TOO_LARGE;
import static io.turnstile.embedded.kusto.KustoFault.SLOW;
import static io.turnstile.embedded.kusto.KustoFault.THROTTLED;
import static io.turnstile.embedded.kusto.KustoFault.TRUNCATED_JSON;
import static io.turnstile.embedded.kusto.KustoFault.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.turnstile.embedded.kusto.EmbeddedKusto;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import io.turnstile.embedded.kusto.KustoFault;
import io.turnstile.producers.ProduceException;
import io.turnstile.producers.ProduceProgress;
import io.turnstile.producers.SourceCursors;
import io.turnstile.producers.TelemetryProducer;
import io.turnstile.queries.ShippedTrees;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row arrives exactly once, while rows are ingested, the cluster fails in every way at random, and producers end
 * abruptly at random points.
 *
 * <p>An abrupt end is of two kinds. Most are a producer in this process that hangs in the middle of its transaction, neither
 * aborts nor closes, and is replaced by the next one. No process is killed for it; but the brokers see what they see of one
 * that was, a transaction left open until the next producer of that id comes, and worse, because some wake up later and go
 * on. The others are a process of its own that is killed, at any point between its start and its commits.
 */
class KustoFaultTest {

    private static final long SEED = 20_260_203;
    private static final int HANGING_ROUNDS = 44;
    private static final int KILLED_ROUNDS = 8;

    /** With those in which the faults come that chance left out. */
    private static final int MOST_ROUNDS = 80;

    /** More than a round reads before its producer hangs, so that there is always something to read. */
    private static final int ROWS_IN_A_ROUND = 90;

    /** How many rows more may be ingested: without a bound, a slow machine would never be done reading. */
    private final Semaphore allowance = new Semaphore(ROWS_IN_A_ROUND);

    private final Random random = new Random(SEED);
    private final List<Hanging> hanging = new ArrayList<>();

    /** One question of four fails. */
    private static final double SHARE = 0.25;

    /** Every way of failing that passes. */
    private static final KustoFault[] PASSING = {
        THROTTLED, INTERNAL_ERROR, BAD_GATEWAY, UNAVAILABLE, REFUSED_FOR_NOW, CUT_BEFORE_ANSWER, CUT_IN_ANSWER,
        CUT_AFTER_ANSWER, TRUNCATED_JSON, FAILURE_AMONG_ROWS, FAILURE_AT_END, RESULT_TOO_LARGE, LOW_MEMORY, SLOW
    };

    private EmbeddedKusto kusto;
    private SourceTopics topics;
    private int ingested;

    @TempDir
    private Path directory;

    /** A producer that hangs, and what becomes of it when it wakes up. */
    private record Hanging(TelemetryProducer producer, ParkedSource source, CompletableFuture<Throwable> end) {}

    @BeforeEach
    void start() throws InterruptedException {
        kusto = EmbeddedKusto.start(EmbeddedKustoConfiguration.of(new ShippedTrees())
                .withDatabase("db")
                .withSlowness(Duration.ofMillis(50)));
        topics = SourceTopics.create();
    }

    @AfterEach
    void stop() {
        for (Hanging each : hanging) {
            // One that was not replaced would go on for ever.
            each.source().close();
            each.source().letGo();
            each.end().join();
        }
        kusto.close();
    }

    @Test
    void everyRowArrivesExactlyOnce() throws Exception {
        kusto.faults().randomly(SHARE, SEED, PASSING);
        var isIngesting = new AtomicBoolean(true);
        var ingestion = CompletableFuture.runAsync(() -> ingestUntil(isIngesting));
        for (int round = 0; round < HANGING_ROUNDS || (!unmet().isEmpty() && round < MOST_ROUNDS); round++) {
            if (round >= HANGING_ROUNDS) {
                kusto.faults().next(unmet().toArray(KustoFault[]::new));
            }
            allowance.release(ROWS_IN_A_ROUND);
            hang(draw(1, 70));
            if (round % 4 == 3) {
                wakeOne();
            }
            assertThat(ingestion.isDone())
                    .withFailMessage(() ->
                            "Ingestion ended: " + ingestion.handle((v, e) -> e).join())
                    .isFalse();
        }
        for (int round = 0; round < KILLED_ROUNDS; round++) {
            allowance.release(ROWS_IN_A_ROUND);
            kill();
        }
        isIngesting.set(false);
        ingestion.join();
        finish();
        assertThat(unmet()).as("faults that no query met").isEmpty();

        var expected =
                IntStream.range(0, ingested).mapToObj(number -> "m" + number).toList();
        assertThat(topics.committedRows()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(topics.deadLetters()).isZero();
        assertThat(SourceCursors.read(topics.cluster(), topics.catalogue())
                        .get("kusto")
                        .getRows())
                .isEqualTo(ingested);
    }

    /** How many queries there are depends on the machine, and so does which of the faults chance picks for them. */
    private List<KustoFault> unmet() {
        return Arrays.stream(PASSING)
                .filter(fault -> kusto.faults().count(fault) == 0)
                .toList();
    }

    /** Rows come in batches; those of a batch share their time of ingestion and their cursor. */
    private void ingestUntil(AtomicBoolean isIngesting) {
        var pause = new Object();
        while (isIngesting.get()) {
            int rows = draw(1, 40);
            try {
                if (!allowance.tryAcquire(rows, 100, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                kusto.ingestJson("AppEvents", TestRows.rows(ingested, ingested + rows));
                ingested += rows;
                synchronized (pause) {
                    pause.wait(draw(5, 30));
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void hang(int itemsBefore) throws Exception {
        var producer = connect();
        var parked = new ParkedSource(open(producer, false), itemsBefore);
        var end = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try (parked;
                    producer) {
                producer.produce(parked, ProduceProgress.NONE);
                end.complete(null);
            } catch (InterruptedException | RuntimeException | Error e) {
                end.complete(e);
            }
        });
        thread.start();
        hanging.add(new Hanging(producer, parked, end));
        CompletableFuture.anyOf(parked.whenParked(), end).get(60, TimeUnit.SECONDS);
        assertThat(end.isDone())
                .withFailMessage(() -> "It ended by itself: " + end.join())
                .isFalse();
    }

    /** Lets one go on that was replaced: it must find out, and commit nothing. */
    private void wakeOne() {
        var woken = hanging.remove(random.nextInt(hanging.size() - 1));
        woken.source().letGo();
        assertThat(woken.end().join()).isInstanceOf(ProduceException.class).hasMessageContaining("took over");
    }

    private void kill() throws Exception {
        var log = directory.resolve("killed.log").toFile();
        var process = KilledProducer.start(topics, kusto.url(), log);
        try {
            long failed = kusto.faults().count() + draw(1, 6);
            while (process.isAlive() && kusto.faults().count() < failed) {
                process.waitFor(draw(1, 40), TimeUnit.MILLISECONDS);
            }
            assertThat(process.isAlive())
                    .withFailMessage(() -> "The process ended by itself: " + contentOf(log))
                    .isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void finish() throws InterruptedException {
        kusto.faults().stop();
        try (var producer = connect();
                var source = open(producer, true)) {
            producer.produce(source, ProduceProgress.NONE);
        }
    }

    private TelemetryProducer connect() {
        return TelemetryProducer.connectFor(
                "kusto", topics.cluster(), topics.catalogue(), SourceTopics.configuration(), SourceTopics.redaction());
    }

    /** @param producer the position does not change any more once it is connected */
    private KustoSource open(TelemetryProducer producer, boolean isOnce) {
        assertThat(producer).isNotNull();
        var stored = SourceCursors.read(topics.cluster(), topics.catalogue()).get("kusto");
        return KustoSource.open(
                TestRows.configuration(kusto.url(), "beginning", 50), Optional.ofNullable(stored), isOnce);
    }

    private synchronized int draw(int from, int to) {
        return from + random.nextInt(to - from);
    }
}
