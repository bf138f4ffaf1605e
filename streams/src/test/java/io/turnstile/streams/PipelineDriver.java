package io.turnstile.streams;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.Vote;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole pipeline in a TopologyTestDriver, with the topics as tables of what stands in them. */
public final class PipelineDriver implements AutoCloseable {

    private static final String REGISTRY = "mock://pipeline-driver";
    private static final List<io.turnstile.config.Setting<?>> SETTINGS = Stream.of(
                    Cluster.SETTINGS,
                    TopicConfiguration.SETTINGS,
                    StreamsConfiguration.SETTINGS,
                    PipelineConfiguration.SETTINGS)
            .<io.turnstile.config.Setting<?>>flatMap(List::stream)
            .toList();

    private static final TopicCatalogue TOPICS = new TopicCatalogue(TopicConfiguration.from(settings(Map.of())));

    static {
        SchemaRegistration.registerAll(REGISTRY, TOPICS.all());
    }

    private final Path stateDirectory;
    private final TopologyTestDriver driver;
    private final AvroSerdes serdes = new AvroSerdes(REGISTRY);
    private final Map<String, Conversation> conversations = new TreeMap<>();
    private final Map<String, Conversation> partial = new TreeMap<>();
    private final Map<String, JudgeRequest> requests = new TreeMap<>();
    private final Map<String, LabeledTurn> labeled = new TreeMap<>();
    private final Map<String, LabelCount> labelCounts = new TreeMap<>();

    public PipelineDriver() {
        this(Map.of());
    }

    /** @param flags configuration beside the defaults */
    public PipelineDriver(Map<String, String> flags) {
        stateDirectory = temporaryDirectory();
        Settings settings = settings(withStateDirectory(flags));
        Properties properties = properties(settings);
        driver = new TopologyTestDriver(topology(settings, properties), properties, RowFixture.EPOCH);
    }

    /** The topology of the whole pipeline with its default configuration. */
    public static Topology topology() {
        Settings settings = settings(Map.of());
        return topology(settings, properties(settings));
    }

    public static TopicCatalogue topics() {
        return TOPICS;
    }

    public void send(List<TelemetryRow> rows) {
        var telemetry = driver.createInputTopic(
                TOPICS.telemetry().name(),
                new StringSerializer(),
                serdes.valueSerde(TOPICS.telemetry()).serializer());
        for (TelemetryRow row : rows) {
            String key = TurnKey.of(new RowView(row.getProperties(), row.getMeasurements()))
                    .orElse(null);
            telemetry.pipeInput(new TestRecord<>(key, row, row.getServerTimestamp()));
        }
    }

    public void sendRaw(Topic<?> topic, String key, byte[] value) {
        driver.createInputTopic(
                        topic.name(),
                        new StringSerializer(),
                        new org.apache.kafka.common.serialization.ByteArraySerializer())
                .pipeInput(key, value);
    }

    /** Lets the wall clock pass. */
    public void pass(Duration time) {
        driver.advanceWallClockTime(time);
        collect();
    }

    /** Lets lingering turns go and every conversation become quiet. */
    public void quiet() {
        pass(Duration.ofSeconds(1));
        pass(Duration.ofHours(1));
    }

    /** Answers every request that stands, with a label by its text's length and the given fingerprint. */
    public void judge(String fingerprint) {
        var verdicts = driver.createInputTopic(
                TOPICS.judgeVerdicts().name(),
                new StringSerializer(),
                serdes.valueSerde(TOPICS.judgeVerdicts()).serializer());
        requests.values().forEach(request -> verdicts.pipeInput(request.getMessageId(), verdict(request, fingerprint)));
        collect();
    }

    public void sendVerdict(Verdict verdict) {
        driver.createInputTopic(
                        TOPICS.judgeVerdicts().name(),
                        new StringSerializer(),
                        serdes.valueSerde(TOPICS.judgeVerdicts()).serializer())
                .pipeInput(verdict.getMessageId(), verdict);
        collect();
    }

    public static Verdict verdict(JudgeRequest request, String fingerprint) {
        int label = request.getText().length() % 2;
        return new Verdict(
                request.getMessageId(),
                request.getInputHash(),
                label,
                label == 0 ? 4 : 2,
                0.75,
                "by length",
                List.of(),
                fingerprint,
                true,
                List.of(new Vote(label, 3, 0.75)));
    }

    public Map<String, Conversation> conversations() {
        return conversations;
    }

    public Map<String, Conversation> partial() {
        return partial;
    }

    public Map<String, JudgeRequest> requests() {
        return requests;
    }

    public Map<String, LabeledTurn> labeled() {
        return labeled;
    }

    /** Counts above 0, by dataset/stratum/label. */
    public Map<String, Long> labelCounts() {
        var counts = new TreeMap<String, Long>();
        labelCounts.forEach((cell, count) -> {
            if (count.getCount() != 0) {
                counts.put(cell, count.getCount());
            }
        });
        return counts;
    }

    public List<TestRecord<byte[], byte[]>> deadLetters() {
        var bytes = new org.apache.kafka.common.serialization.ByteArrayDeserializer();
        return driver.createOutputTopic(TOPICS.deadLetters().name(), bytes, bytes)
                .readRecordsToList();
    }

    /** What a stage counts, by reason. */
    public Map<String, Long> counts(String name) {
        var counts = new TreeMap<String, Long>();
        driver.metrics().forEach((metric, value) -> {
            if (metric.group().equals(StageMetrics.GROUP) && metric.name().equals(name)) {
                counts.put(metric.tags().getOrDefault("reason", ""), Math.round((Double) value.metricValue()));
            }
        });
        return counts;
    }

    /** How many entries a store holds. */
    public int size(String store) {
        try (var entries = driver.getKeyValueStore(store).all()) {
            int size = 0;
            for (; entries.hasNext(); entries.next()) {
                size++;
            }
            return size;
        }
    }

    @Override
    public void close() {
        driver.close();
        delete(stateDirectory);
    }

    private void collect() {
        collect(TOPICS.conversations(), conversations);
        collect(TOPICS.partialConversations(), partial);
        collect(TOPICS.judgeRequests(), requests);
        collect(TOPICS.labeled(), labeled);
        collect(TOPICS.labelCounts(), labelCounts);
    }

    private <V> void collect(Topic<V> topic, Map<String, V> table) {
        var output = driver.createOutputTopic(
                topic.name(), new StringDeserializer(), serdes.valueSerde(topic).deserializer());
        for (TestRecord<String, V> record : output.readRecordsToList()) {
            if (record.value() == null) {
                table.remove(record.key());
            } else {
                table.put(record.key(), record.value());
            }
        }
    }

    private Map<String, String> withStateDirectory(Map<String, String> flags) {
        var all = new HashMap<>(flags);
        all.put(StreamsConfiguration.STATE_DIRECTORY.key(), stateDirectory.toString());
        return all;
    }

    private static Topology topology(Settings settings, Properties properties) {
        var stage = new StageContext(TOPICS, new AvroSerdes(REGISTRY));
        return new Pipeline(stage, PipelineConfiguration.from(settings))
                .topology(EnumSet.allOf(Stage.class), properties);
    }

    private static Properties properties(Settings settings) {
        return StreamsConfiguration.from(settings)
                .properties(Cluster.from(settings), TOPICS.deadLetters().name());
    }

    private static Settings settings(Map<String, String> flags) {
        return Settings.resolve(SETTINGS, Map.of(), Map.of(), flags);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("turnstile-driver");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
