package io.turnstile.streams;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabelCount;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import io.turnstile.schema.Vote;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.streams.conversationassembly.ConversationAssemblyTopology;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole pipeline in a TopologyTestDriver, with the topics as tables of what stands in them. */
public final class PipelineDriver implements AutoCloseable {

    /** Balancing has tests and a driver of its own; its stores would make each of the others take a second longer. */
    private static final Set<Stage> UP_TO_LABELS = EnumSet.complementOf(EnumSet.of(Stage.BALANCING));

    private static final String REGISTRY = "mock://pipeline-driver";
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** More than any test leaves to be done after the time budget of a punctuation, and an end where nothing leaves. */
    private static final int MOST_LOOKS = 10_000;

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
    private final Map<String, NavigableMap<String, byte[]>> bytes = new HashMap<>();

    public PipelineDriver() {
        this(Map.of());
    }

    /** @param flags configuration beside the defaults */
    public PipelineDriver(Map<String, String> flags) {
        stateDirectory = temporaryDirectory();
        Settings settings = settings(withStateDirectory(flags));
        Properties properties = properties(settings);
        driver = new TopologyTestDriver(topology(UP_TO_LABELS, settings, properties), properties, RowFixture.EPOCH);
    }

    /** The topology of the whole pipeline with its default configuration. */
    public static Topology topology() {
        Settings settings = settings(Map.of());
        return topology(EnumSet.allOf(Stage.class), settings, properties(settings));
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
            telemetry.pipeInput(new TestRecord<>(key, row, time(row)));
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

    /** Lets every conversation become quiet, and close: in one punctuation, or in as many as yield before that. */
    public void quiet() {
        passUntilEmpty(ConversationAssemblyTopology.CLOSE_INDEX, Duration.ofHours(1), A_MOMENT);
    }

    /**
     * Lets the wall clock pass, and then goes on until a store is empty.
     *
     * @param moment how long the clock passes until the store is looked at again; enough for its punctuation to run
     */
    public void passUntilEmpty(String store, Duration time, Duration moment) {
        pass(time);
        for (int looks = 0; holdsAny(store); looks++) {
            if (looks > MOST_LOOKS) {
                throw new AssertionError(store + " is not emptied");
            }
            pass(moment);
        }
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
        Vote vote = Vote.newBuilder()
                .setLabel(label)
                .setScore(3)
                .setConfidence(0.75)
                .build();
        return Verdict.newBuilder()
                .setMessageId(request.getMessageId())
                .setInputHash(request.getInputHash())
                .setLabel(label)
                .setScore(label == 0 ? 4 : 2)
                .setConfidence(0.75)
                .setRationale("by length")
                .setFingerprint(fingerprint)
                .setIsBaseline(true)
                .setOrigin(VerdictOrigin.JUDGE)
                .setVotes(List.of(vote))
                .build();
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

    /** The records that stand in a topic, as bytes, whose keys begin so. */
    public Map<String, byte[]> standing(Topic<?> topic, String prefix) {
        return bytes.getOrDefault(topic.name(), new TreeMap<>()).subMap(prefix, prefix + Character.MAX_VALUE);
    }

    /** Counts above 0, by dataset/stratum/position/label. */
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
        var deserializer = new ByteArrayDeserializer();
        return driver.createOutputTopic(TOPICS.deadLetters().name(), deserializer, deserializer)
                .readRecordsToList();
    }

    /** What a stage counts, by reason. */
    public Map<String, Long> counts(StageCount count) {
        var counts = new TreeMap<String, Long>();
        driver.metrics().forEach((metric, value) -> {
            if (metric.group().equals(StageMetrics.GROUP) && metric.name().equals(count.metric())) {
                counts.put(metric.tags().getOrDefault("reason", ""), Math.round((Double) value.metricValue()));
            }
        });
        return counts;
    }

    /** A latency of each store in nanoseconds, NaN where it was never measured; needs metrics.recording.level DEBUG. */
    public Map<String, Double> storeLatencies(String name) {
        var latencies = new TreeMap<String, Double>();
        driver.metrics().forEach((metric, value) -> {
            if (metric.group().equals("stream-state-metrics") && metric.name().equals(name)) {
                latencies.put(metric.tags().get("rocksdb-state-id"), (Double) value.metricValue());
            }
        });
        return latencies;
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

    private boolean holdsAny(String store) {
        try (var entries = driver.getKeyValueStore(store).range(null, null)) {
            return entries.hasNext();
        }
    }

    /** Loses the rows of a store whose keys begin so, as a damaged disk would. */
    public void lose(String store, String prefix) {
        var rows = driver.<String, Object>getKeyValueStore(store);
        var keys = new ArrayList<String>();
        try (var entries = rows.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(rows::delete);
    }

    /** Makes what a store holds under a key unreadable, as a damaged disk or an incompatible version would. */
    @SuppressWarnings("unchecked") // below its serdes every store of the pipeline is one of bytes
    void damage(String store, String key) {
        var rows = (WrappedStateStore<KeyValueStore<Bytes, byte[]>, ?, ?>) driver.getKeyValueStore(store);
        rows.wrapped()
                .put(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), "not avro".getBytes(StandardCharsets.UTF_8));
    }

    /** The stores of which an entry holds a text. */
    public Set<String> storesThatHold(String text) {
        var names = new TreeSet<String>();
        driver.getAllStateStores().forEach((name, store) -> {
            if (store instanceof KeyValueStore<?, ?> && holds(name, text)) {
                names.add(name);
            }
        });
        return names;
    }

    private boolean holds(String store, String text) {
        try (var entries = driver.getKeyValueStore(store).all()) {
            while (entries.hasNext()) {
                if (String.valueOf(entries.next().value).contains(text)) {
                    return true;
                }
            }
            return false;
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
        var output = driver.createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer());
        var standing = bytes.computeIfAbsent(topic.name(), any -> new TreeMap<>());
        var deserializer = serdes.valueSerde(topic).deserializer();
        for (TestRecord<String, byte[]> record : output.readRecordsToList()) {
            if (record.value() == null) {
                table.remove(record.key());
                standing.remove(record.key());
            } else {
                table.put(record.key(), deserializer.deserialize(topic.name(), record.value()));
                standing.put(record.key(), record.value());
            }
        }
    }

    private Map<String, String> withStateDirectory(Map<String, String> flags) {
        var all = new HashMap<>(flags);
        all.put(StreamsConfiguration.STATE_DIRECTORY.key(), stateDirectory.toString());
        return all;
    }

    /** As the producer has it: the server's time, else the client's; a row without either is not sent, but may stand there. */
    private static Instant time(TelemetryRow row) {
        if (row.getServerTimestamp() != null) {
            return row.getServerTimestamp();
        }
        return row.getClientTimestamp() != null ? row.getClientTimestamp() : RowFixture.EPOCH;
    }

    private static Topology topology(Set<Stage> stages, Settings settings, Properties properties) {
        var stage = new StageContext(TOPICS, new AvroSerdes(REGISTRY));
        return new Pipeline(stage, PipelineConfiguration.from(settings, "test/1")).topology(stages, properties);
    }

    private static Properties properties(Settings settings) {
        return StreamsConfiguration.from(settings)
                .properties(Cluster.from(settings), TOPICS.deadLetters().name());
    }

    private static Settings settings(Map<String, String> flags) {
        return Settings.resolve(PipelineApplication.SETTINGS, Map.of(), Map.of(), flags);
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
