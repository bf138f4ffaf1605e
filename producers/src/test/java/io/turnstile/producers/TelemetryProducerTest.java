package io.turnstile.producers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryProducerTest {

    private static final Instant SERVER = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant CLIENT = Instant.parse("2001-01-01T00:00:00Z");
    private static final AtomicInteger RUNS = new AtomicInteger();

    private static EmbeddedCluster embedded;
    private static Cluster cluster;

    private TopicCatalogue topics;

    @BeforeAll
    static void startCluster() {
        embedded = EmbeddedCluster.start(EmbeddedConfiguration.temporary());
        cluster = new Cluster(embedded.bootstrapServers(), embedded.registryUrl(), Map.of());
    }

    @AfterAll
    static void stopCluster() {
        if (embedded != null) {
            embedded.close();
        }
    }

    /** Topics of its own for each test, on the one cluster. */
    @BeforeEach
    void createTopics() throws InterruptedException {
        var configuration = new TopicConfiguration("t" + RUNS.incrementAndGet() + ".", 3, 1, Duration.ofDays(36_500));
        topics = new TopicCatalogue(configuration);
        List<Topic<?>> used = List.of(topics.telemetry(), topics.deadLetters());
        try (var admin = Admin.create(cluster.clientProperties(Map.of()))) {
            TopicCreation.createMissing(admin, used, 1);
        }
        SchemaRegistration.registerAll(cluster.registryUrl(), used);
    }

    @Test
    void rowsArriveUnderTheirTurnKeyAndBearTheTimeOfWriting() throws InterruptedException {
        var keyed = row("a:1", Map.of("messageid", "m1"), SERVER, CLIENT);
        var clientOnly = row("a:2", Map.of("requestId", "m2"), null, CLIENT);
        var keyless = row("a:3", Map.of("messageId", "unknown"), SERVER, null);
        long began = System.currentTimeMillis();

        var counts = produce(items(keyed, clientOnly, keyless), configuration("keys"));

        var read = telemetry(3);
        assertThat(read)
                .extracting(ConsumerRecord::key, ConsumerRecord::value)
                .containsExactlyInAnyOrder(tuple("m1", keyed), tuple("m2", clientOnly), tuple(null, keyless));
        assertThat(read)
                .as("retention counts from here: rows of an old export must not be overdue when they are written")
                .allSatisfy(message -> assertThat(message.timestamp()).isGreaterThanOrEqualTo(began));
        assertThat(counts.rows()).isEqualTo(3);
        assertThat(counts.rowsWithoutTurnKey()).isEqualTo(1);
        assertThat(counts.malformed()).isEmpty();
    }

    @Test
    void theLastOffsetsAreThoseOfTheLastRowInEachPartition() throws InterruptedException {
        var rows = IntStream.range(0, 100)
                .mapToObj(index -> row("a:" + index, Map.of("messageId", "m" + index), SERVER, null))
                .toArray(TelemetryRow[]::new);
        var progress = new ArrayList<Long>();

        // 30 rows a transaction, so that commit markers stand between the rows.
        var counts = produce(new ListSource(items(rows)), configuration("offsets", 30), (committed, expected) -> {
            assertThat(expected).hasValue(100);
            progress.add(committed);
        });

        var last = new HashMap<Integer, Long>();
        telemetry(100).forEach(message -> last.merge(message.partition(), message.offset(), Math::max));
        assertThat(last).hasSize(3);
        assertThat(counts.lastOffsets()).isEqualTo(last);
        assertThat(progress).isSorted().contains(100L).hasSizeBetween(4, 100);
    }

    @Test
    void theUserNameIsNotProduced() throws InterruptedException {
        produce(
                items(row("a:1", Map.of("messageId", "m1", "common.userName", "ada"), SERVER, null)),
                configuration("user-name"));

        assertThat(telemetry(1))
                .singleElement()
                .satisfies(
                        message -> assertThat(message.value().getProperties()).isEqualTo(Map.of("messageId", "m1")));
    }

    @Test
    void whatIsMalformedGoesToDeadLettersWithItsReason() throws InterruptedException {
        byte[] bytes = "{\"Name\":".getBytes(StandardCharsets.UTF_8);
        var malformed =
                new SourceItem.Malformed("jsonl", "rows.jsonl:17", MalformedReason.INVALID_JSON, "column 9", bytes);

        var counts = produce(List.of(malformed), configuration("malformed"));

        assertThat(counts.malformed()).isEqualTo(Map.of(MalformedReason.INVALID_JSON, 1L));
        assertThat(counts.rows()).isZero();
        assertThat(deadLetters(1)).singleElement().satisfies(message -> {
            assertThat(message.key()).isEqualTo("rows.jsonl:17");
            assertThat(message.value()).isEqualTo(bytes);
            assertThat(headers(message))
                    .isEqualTo(Map.of(
                            "turnstile.stage", "producer",
                            "turnstile.reason", "INVALID_JSON",
                            "turnstile.source", "jsonl",
                            "turnstile.place", "rows.jsonl:17",
                            "turnstile.detail", "column 9"));
        });
    }

    @Test
    void aRowThatCannotBeSentIsADeadLetterAndTheOthersArrive() throws InterruptedException {
        var good = row("a:1", Map.of("messageId", "m1"), SERVER, null);
        var tooLarge = row("a:2", Map.of("messageId", "m2", "text", noise(5_000_000)), SERVER, null);
        var withNull = new HashMap<String, String>(Map.of("messageId", "m3"));
        withNull.put("text", null);
        var notSerializable = row("a:3", withNull, SERVER, null);
        var timeless = row("a:4", Map.of("messageId", "m4"), null, null);
        var future = row("a:5", Map.of("messageId", "m5"), Instant.now().plus(Duration.ofDays(2)), null);

        var counts = produce(items(tooLarge, notSerializable, timeless, future, good), configuration("unsendable"));

        assertThat(telemetry(1)).extracting(ConsumerRecord::key).containsExactly("m1");
        assertThat(counts.malformed())
                .isEqualTo(Map.of(
                        MalformedReason.ROW_TOO_LARGE, 1L,
                        MalformedReason.NOT_SERIALIZABLE, 1L,
                        MalformedReason.NO_TIMESTAMP, 1L,
                        MalformedReason.FUTURE_TIMESTAMP, 1L));
        var letters = deadLetters(4);
        assertThat(letters).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("a:2", "a:3", "a:4", "a:5");
        assertThat(letters)
                .filteredOn(message -> message.key().equals("a:2"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.value()).hasSize(configuration("x").deadLetterBytes());
                    assertThat(headers(message).get("turnstile.detail")).contains("cut from");
                });
    }

    @Test
    void theLargestRowThatIsLetThroughIsTakenByTheBroker() throws InterruptedException {
        int limit = topics.telemetry().maxValueBytes();
        // Random letters hardly compresses with lz4; 200 bytes are left for the rest of the row.
        var counts = produce(
                items(row("a:1", Map.of("messageId", "m1", "text", noise(limit - 200)), SERVER, null)),
                configuration("largest"));

        assertThat(counts.rows()).isEqualTo(1);
        assertThat(counts.malformed()).isEmpty();
    }

    @Test
    void aDeadLetterIsCutToWhatItsTopicTakesHoweverMuchIsToBeKept() throws InterruptedException {
        int limit = topics.deadLetters().maxValueBytes();
        byte[] bytes = noise(limit + 1_000).getBytes(StandardCharsets.US_ASCII);
        var malformed = new SourceItem.Malformed("jsonl", "rows.jsonl:1", MalformedReason.TOO_LONG, "", bytes);
        var configuration = new ProducerConfiguration(
                "large-letters",
                10,
                Duration.ofMillis(200),
                Duration.ofMinutes(1),
                Duration.ofMinutes(55),
                100_000_000);

        var counts = produce(
                List.of(malformed, new SourceItem.Row(row("a:1", Map.of("messageId", "m1"), SERVER, null))),
                configuration);

        assertThat(counts.rows()).isEqualTo(1);
        assertThat(deadLetters(1))
                .singleElement()
                .satisfies(message -> assertThat(message.value()).hasSize(limit));
    }

    @Test
    void nothingOfAnAbortedTransactionIsSeen() throws InterruptedException {
        var before = items(row("a:1", Map.of("messageId", "m1"), SERVER, null));
        before.add(new SourceItem.Malformed("jsonl", "a:2", MalformedReason.NO_TIMESTAMP, "", new byte[0]));
        var breaking = new StallingSource(before, () -> {
            // Only what has reached the broker can show that it stays hidden.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !read(topics.telemetry(), bytes(), "read_uncommitted")
                                    .isEmpty()
                            && !read(topics.deadLetters(), bytes(), "read_uncommitted")
                                    .isEmpty());
            throw new SourceException("The disk is gone.");
        });
        assertThatThrownBy(() -> produce(breaking, unhurried("aborted"), ProduceProgress.NONE))
                .isInstanceOf(SourceException.class)
                .hasMessage("The disk is gone.");
        assertThat(readTelemetry()).isEmpty();
        assertThat(readDeadLetters()).isEmpty();

        produce(items(row("a:3", Map.of("messageId", "m3"), SERVER, null)), configuration("aborted"));
        assertThat(telemetry(1)).extracting(ConsumerRecord::key).containsExactly("m3");
        assertThat(readDeadLetters()).isEmpty();
    }

    @Test
    void rowsOfASourceThatPausesAreCommittedMeanwhile() throws Exception {
        var goOn = new CountDownLatch(1);
        var source = new StallingSource(
                items(row("a:1", Map.of("messageId", "m1"), SERVER, null)), () -> awaitQuietly(goOn));
        var thread = new Thread(() -> {
            try {
                produce(source, configuration("pausing"), ProduceProgress.NONE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        try {
            assertThat(telemetry(1)).hasSize(1);
        } finally {
            goOn.countDown();
            thread.join();
        }
    }

    @Test
    void aProducerWhoseIdIsTakenOverSaysSo() throws InterruptedException {
        try (var first = TelemetryProducer.connect(cluster, topics, configuration("shared"));
                var second = TelemetryProducer.connect(cluster, topics, configuration("shared"))) {
            var rows = items(row("a:1", Map.of("messageId", "m1"), SERVER, null));

            assertThatThrownBy(() -> first.produce(new ListSource(rows), ProduceProgress.NONE))
                    .isInstanceOf(ProduceException.class)
                    .hasMessageStartingWith("Another producer with transactional.id shared took over")
                    .hasMessageContaining("producer.transactional-id");
            assertThat(second.produce(new ListSource(rows), ProduceProgress.NONE)
                            .rows())
                    .isEqualTo(1);
        }
        assertThat(telemetry(1)).hasSize(1);
    }

    @Test
    void aMissingSchemaIsNamedBeforeAnythingIsSent() {
        var unregistered = new TopicCatalogue(new TopicConfiguration("nowhere.", 1, 1, Duration.ofDays(1)));

        assertThatThrownBy(() -> TelemetryProducer.connect(cluster, unregistered, configuration("schemaless")))
                .isInstanceOf(ProduceException.class)
                .hasMessageContaining("nowhere.telemetry")
                .hasMessageContaining("registry.url");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProducedCounts produce(List<SourceItem> items, ProducerConfiguration configuration)
            throws InterruptedException {
        return produce(new ListSource(items), configuration, ProduceProgress.NONE);
    }

    private ProducedCounts produce(
            TelemetrySource source, ProducerConfiguration configuration, ProduceProgress progress)
            throws InterruptedException {
        try (var producer = TelemetryProducer.connect(cluster, topics, configuration)) {
            return producer.produce(source, progress);
        }
    }

    private static ProducerConfiguration configuration(String transactionalId) {
        return configuration(transactionalId, 5_000);
    }

    private static ProducerConfiguration configuration(String transactionalId, int transactionRows) {
        return configuration(transactionalId, transactionRows, Duration.ofMillis(200));
    }

    /** Commits nothing before its source ends. */
    private static ProducerConfiguration unhurried(String transactionalId) {
        return configuration(transactionalId, 5_000, Duration.ofSeconds(50));
    }

    private static ProducerConfiguration configuration(
            String transactionalId, int transactionRows, Duration flushInterval) {
        return new ProducerConfiguration(
                transactionalId, transactionRows, flushInterval, Duration.ofMinutes(1), Duration.ofMinutes(55), 10_000);
    }

    /** Waits for that many: a commit returns before its markers have reached every partition. */
    private List<ConsumerRecord<String, TelemetryRow>> telemetry(int count) {
        return await().atMost(Duration.ofSeconds(20)).until(this::readTelemetry, read -> read.size() >= count);
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(int count) {
        return await().atMost(Duration.ofSeconds(20)).until(this::readDeadLetters, read -> read.size() >= count);
    }

    private List<ConsumerRecord<String, TelemetryRow>> readTelemetry() {
        try (var serde = new AvroSerdes(cluster.registryUrl()).valueSerde(topics.telemetry())) {
            return read(topics.telemetry(), serde.deserializer(), "read_committed");
        }
    }

    private List<ConsumerRecord<String, byte[]>> readDeadLetters() {
        return read(topics.deadLetters(), bytes(), "read_committed");
    }

    private static ByteArrayDeserializer bytes() {
        return new ByteArrayDeserializer();
    }

    /** All there is to see; the end offsets of a committed reader are those of what it can see. */
    private static <V> List<ConsumerRecord<String, V>> read(Topic<?> topic, Deserializer<V> values, String isolation) {
        var own = Map.<String, Object>of("isolation.level", isolation, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(cluster.clientProperties(own), new StringDeserializer(), values)) {
            var partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var read = new ArrayList<ConsumerRecord<String, V>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
            return read;
        }
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> message) {
        var headers = new HashMap<String, String>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static List<SourceItem> items(TelemetryRow... rows) {
        var items = new ArrayList<SourceItem>();
        for (TelemetryRow row : rows) {
            items.add(new SourceItem.Row(row));
        }
        return items;
    }

    /** Lines of letters, as texts are: other characters would each be looked at as a part of something to redact. */
    private static String noise(int length) {
        var random = new Random(7);
        var text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(text.length() % 64 == 0 ? '\n' : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static TelemetryRow row(String place, Map<String, String> properties, Instant server, Instant client) {
        return TelemetryRow.newBuilder()
                .setEventName("GitHub.copilot-chat/panel.request")
                .setServerTimestamp(server)
                .setClientTimestamp(client)
                .setProperties(properties)
                .setMeasurements(Map.of("turn", 1.0))
                .setOrigin(new RowOrigin("jsonl", place))
                .build();
    }
}
