package io.turnstile.streams;

import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The whole pipeline on the real broker, with topics and state of its own and a registry in memory. */
final class RunningPipeline implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final AtomicInteger RUNS = new AtomicInteger();
    private final Path stateDirectory = Files.createTempDirectory("turnstile-running");
    private final Set<Stage> stages;
    private final String registry;
    private final Cluster cluster;
    private final TopicCatalogue topics;
    private final Settings settings;
    private PipelineApplication application;

    /** Made, not started: its topics are there. @param flags configuration beside what tests want */
    RunningPipeline(Map<String, String> flags) throws IOException, InterruptedException {
        this(EnumSet.allOf(Stage.class), flags);
    }

    RunningPipeline(Set<Stage> stages, Map<String, String> flags) throws IOException, InterruptedException {
        this.stages = stages;
        String name = "running" + RUNS.incrementAndGet();
        registry = "mock://" + name;
        settings = settings(name, flags);
        cluster = Cluster.from(settings);
        topics = new TopicCatalogue(TopicConfiguration.from(settings));
        SchemaRegistration.registerAll(registry, topics.all());
        try (Admin admin = admin()) {
            TopicCreation.createMissing(admin, topics.all(), 1);
        }
        application = newApplication();
    }

    private PipelineApplication newApplication() {
        var stage = new StageContext(topics, new AvroSerdes(registry));
        return new PipelineApplication(
                new Pipeline(stage, PipelineConfiguration.from(settings, "test/1")),
                stages,
                StreamsConfiguration.from(settings),
                cluster);
    }

    /** As somebody starts it again who has mended what stopped it. */
    void restart() {
        application.close();
        application = newApplication();
        application.start();
    }

    PipelineApplication application() {
        return application;
    }

    TopicCatalogue topics() {
        return topics;
    }

    Admin admin() {
        return Admin.create(cluster.clientProperties(Map.of()));
    }

    void send(List<TelemetryRow> rows) throws ExecutionException, InterruptedException {
        Map<String, Object> own = Map.of("max.request.size", topics.telemetry().maxMessageBytes(), "linger.ms", 20);
        try (var producer = new KafkaProducer<>(
                cluster.clientProperties(own),
                new StringSerializer(),
                new AvroSerdes(registry).valueSerde(topics.telemetry()).serializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (TelemetryRow row : rows) {
                String key = TurnKey.of(new RowView(row.getProperties(), row.getMeasurements()))
                        .orElse(null);
                sent.add(producer.send(new ProducerRecord<>(topics.telemetry().name(), key, row)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }

    /** Waits until these keys have a value in a topic; all that stands there. Each record is read once. */
    <V> Map<String, V> awaitStanding(Topic<V> topic, String... keys) {
        var deserializer = new AvroSerdes(registry).valueSerde(topic).deserializer();
        var standing = new HashMap<String, V>();
        try (var consumer = consumer(topic.name())) {
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    standing.put(
                            new String(record.key(), StandardCharsets.UTF_8),
                            deserializer.deserialize(topic.name(), record.value()));
                }
                standing.values().removeIf(Objects::isNull);
                return standing.keySet().containsAll(List.of(keys));
            });
        }
        return standing;
    }

    /** What stands in the two topics of conversations, as far as it is read. */
    StandingTopics conversations() {
        return new StandingTopics(
                cluster.bootstrapServers(),
                new AvroSerdes(registry),
                List.of(topics.conversations(), topics.partialConversations()));
    }

    /** The committed records of a topic without schema, the oldest first. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer = consumer(topic)) {
            var ends = consumer.endOffsets(consumer.assignment());
            var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.keySet().stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
            return read;
        }
    }

    /** At the beginning of a topic. The default of 1 MB a partition is no obstacle: one record is always fetched. */
    private KafkaConsumer<byte[], byte[]> consumer(String topic) {
        Map<String, Object> own = Map.of("isolation.level", "read_committed", "enable.auto.commit", false);
        var consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private Settings settings(String name, Map<String, String> flags) {
        var all = new HashMap<>(Map.of(
                Cluster.BOOTSTRAP_SERVERS.key(),
                SharedBroker.bootstrapServers(),
                Cluster.REGISTRY_URL.key(),
                registry,
                TopicConfiguration.PREFIX.key(),
                name + ".",
                TopicConfiguration.PARTITIONS.key(),
                "1",
                StreamsConfiguration.APPLICATION_ID.key(),
                name,
                StreamsConfiguration.STATE_DIRECTORY.key(),
                stateDirectory.toString(),
                StreamsConfiguration.COMMIT_INTERVAL.key(),
                "100ms",
                ConversationAssemblyConfiguration.CHECK_INTERVAL.key(),
                "200ms",
                ConversationAssemblyConfiguration.IDLE_PERIOD.key(),
                "3s",
                // A static member takes the place of the one before it; another would wait for that one's session to
                // end.
                "kafka.group.instance.id",
                name));
        all.putAll(flags);
        return Settings.resolve(PipelineApplication.SETTINGS, Map.of(), Map.of(), all);
    }

    @Override
    public void close() throws IOException {
        application.close();
        try (var paths = Files.walk(stateDirectory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
