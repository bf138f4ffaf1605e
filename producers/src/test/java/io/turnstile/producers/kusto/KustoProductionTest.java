package io.turnstile.producers.kusto;

import static io.turnstile.producers.kusto.TestRows.NOON;
import static io.turnstile.producers.kusto.TestRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.producers.ProduceException;
import io.turnstile.producers.ProduceProgress;
import io.turnstile.producers.SourceCursors;
import io.turnstile.producers.TelemetryProducer;
import io.turnstile.schema.SourceCursor;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows and positions on the real broker. */
class KustoProductionTest {

    private KustoStandIn standIn;
    private SourceTopics topics;

    @BeforeEach
    void start() throws InterruptedException {
        standIn = KustoStandIn.start();
        topics = SourceTopics.create();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void rowsArriveWithTheirPositionAndTheNextRunGoesOnFromThere() throws InterruptedException {
        standIn.ingest(NOON, rows(0, 25));
        assertThat(produceOnce()).isEqualTo(25);
        standIn.ingest(NOON.plusSeconds(1), rows(25, 30));
        assertThat(produceOnce()).isEqualTo(5);

        assertThat(topics.committedRows()).containsExactlyInAnyOrderElementsOf(ids(0, 30));
        assertThat(position().getRows()).isEqualTo(30);
        assertThat(position().getPosition()).contains("\"toCursor\":\"" + standIn.cursor() + "\"");
    }

    @Test
    void whatWasRedactedIsShownByJmxWhileTheSourceRuns() throws Exception {
        var rows = rows(0, 21);
        rows.forEach(row -> ((ObjectNode) row.get("Properties")).put("messageText", "write to ada@example.org"));
        standIn.ingest(NOON, rows);
        var name = new ObjectName("turnstile.producer:type=produced,name=kusto");
        try (var producer = connect()) {
            // Blocks have twenty rows: one is committed, the other is not.
            var source = new ParkedSource(open(), 22);
            var done = produceInBackground(producer, source);
            source.whenParked().join();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(shown(name, "rows")).isPositive());

            assertThat(shown(name, "redacted-email")).isEqualTo(shown(name, "rows"));
            assertThat(shown(name, "redacted")).isEqualTo(shown(name, "rows"));
            assertThat(shown(name, "redacted-ip")).isZero();
            assertThat(shown(name, "dead-letters")).isZero();

            source.letGo();
            done.get();
        }
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name))
                .isFalse();
    }

    private static double shown(ObjectName name, String figure) throws JMException {
        return (Double) ManagementFactory.getPlatformMBeanServer().getAttribute(name, figure);
    }

    @Test
    void aTransactionEndsWithAPositionAndNotWithinABlock() throws Exception {
        standIn.ingest(NOON, rows(0, 20));
        try (var producer = connect()) {
            // Fifteen rows of a block of twenty; the transaction's own bounds are two rows and five milliseconds.
            var source = new ParkedSource(open(), 15);
            var failure = produceInBackground(producer, source);
            source.whenParked().join();

            assertThat(topics.committedRows()).isEmpty();

            source.letGo();
            failure.get();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(topics.committedRows()).hasSize(20));
        }
    }

    @Test
    void twoProducersAtOnceAreOneTooManyAndTheFirstSaysSo() throws Exception {
        standIn.ingest(NOON, rows(0, 40));
        try (var first = connect()) {
            var parked = new ParkedSource(open(), 30);
            var failure = produceInBackground(first, parked);
            parked.whenParked().join();

            assertThat(produceOnce()).isPositive();
            parked.letGo();

            assertThatThrownBy(failure::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ProduceException.class)
                    .hasMessageContaining("Another producer with transactional.id test-kusto took over")
                    .hasMessageContaining("Run one producer for each source");
        }
        assertThat(topics.committedRows()).containsExactlyInAnyOrderElementsOf(ids(0, 40));
    }

    @Test
    void aPositionBehindTheOpenTransactionOfAnotherSourceIsNotMissed() throws Exception {
        standIn.ingest(NOON, rows(0, 5));
        produceOnce();
        try (var other = otherSource()) {
            other.beginTransaction();
            for (int partition = 0; partition < 2; partition++) {
                other.send(new ProducerRecord<>(
                        topics.catalogue().sourceCursors().name(),
                        partition,
                        "other".getBytes(StandardCharsets.UTF_8),
                        new byte[0]));
            }
            other.flush();
            standIn.ingest(NOON.plusSeconds(1), rows(5, 8));
            try (var producer = connect()) {
                // What is stored now cannot be read yet; the first position is asked for before that.
                var read = CompletableFuture.supplyAsync(this::position);
                await().during(Duration.ofMillis(300)).until(() -> !read.isDone());
                other.abortTransaction();
                assertThat(read.get().getRows()).isEqualTo(5);
                assertThat(producer).isNotNull();
            }
        }
        assertThat(produceOnce()).isEqualTo(3);
        assertThat(topics.committedRows()).containsExactlyInAnyOrderElementsOf(ids(0, 8));
    }

    @Test
    void aPositionThatIsSetStopsARunningProducerAndIsWhereTheNextBegins() throws Exception {
        standIn.ingest(NOON, rows(0, 5));
        produceOnce();
        var old = position();
        standIn.ingest(NOON.plusSeconds(1), rows(5, 9));
        try (var running = connect()) {
            var parked = new ParkedSource(open(), 2);
            var failure = produceInBackground(running, parked);
            parked.whenParked().join();

            SourceCursors.write(topics.cluster(), topics.catalogue(), SourceTopics.configuration(), "kusto", null);
            parked.letGo();

            assertThatThrownBy(failure::get).hasMessageContaining("took over");
        }
        assertThat(SourceCursors.read(topics.cluster(), topics.catalogue())).isEmpty();
        SourceCursors.write(topics.cluster(), topics.catalogue(), SourceTopics.configuration(), "kusto", old);

        assertThat(produceOnce()).isEqualTo(4);
        assertThat(topics.committedRows()).containsExactlyInAnyOrderElementsOf(ids(0, 9));
    }

    @Test
    void aMissingTopicIsNamedBeforeAnythingIsSent() throws Exception {
        try (var admin = Admin.create(topics.cluster().clientProperties(Map.of()))) {
            admin.deleteTopics(List.of(topics.catalogue().sourceCursors().name()))
                    .all()
                    .get();
        }

        assertThatThrownBy(this::connect)
                .isInstanceOf(ProduceException.class)
                .hasMessageContaining(topics.catalogue().sourceCursors().name())
                .hasMessageContaining("topics create");
    }

    private long produceOnce() throws InterruptedException {
        try (var producer = connect();
                var source = open()) {
            return producer.produce(source, ProduceProgress.NONE).rows();
        }
    }

    private TelemetryProducer connect() {
        return TelemetryProducer.connectFor(
                "kusto", topics.cluster(), topics.catalogue(), SourceTopics.configuration(), SourceTopics.redaction());
    }

    private KustoSource open() {
        return KustoSource.open(
                TestRows.configuration(standIn.url(), "beginning", 20), Optional.ofNullable(position()), true);
    }

    private SourceCursor position() {
        return SourceCursors.read(topics.cluster(), topics.catalogue()).get("kusto");
    }

    private static CompletableFuture<Void> produceInBackground(TelemetryProducer producer, ParkedSource source) {
        var done = new CompletableFuture<Void>();
        var thread = Executors.newSingleThreadExecutor();
        thread.execute(() -> {
            try {
                producer.produce(source, ProduceProgress.NONE);
                done.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.shutdown();
        return done;
    }

    private KafkaProducer<byte[], byte[]> otherSource() {
        Map<String, Object> own = Map.of("transactional.id", "other-source");
        var producer = new KafkaProducer<>(
                topics.cluster().clientProperties(own), new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static ArrayList<String> ids(int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to).mapToObj(number -> "m" + number).toList());
    }
}
