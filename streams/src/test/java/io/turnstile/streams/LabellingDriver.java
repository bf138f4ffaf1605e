package io.turnstile.streams;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.state.HeldDecision;
import io.turnstile.schema.state.LabelState;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Labelling alone, with the latest record of each message in the topics beside them. */
final class LabellingDriver implements AutoCloseable {

    private static final String REGISTRY = "mock://labelling-driver";

    private final TopicCatalogue topics;
    private final AvroSerdes serdes = new AvroSerdes(REGISTRY);
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, JudgeRequest> requests;
    private final TestInputTopic<String, Verdict> verdicts;
    private final TestOutputTopic<String, Verdict> sentVerdicts;
    private final TestOutputTopic<String, LabeledTurn> sentLabels;
    private final Map<String, Optional<Verdict>> lastVerdicts = new HashMap<>();
    private final Map<String, Long> lastVerdictTimes = new HashMap<>();
    private final Map<String, LabeledTurn> labeled = new TreeMap<>();
    private int labelRecords;

    /** @param stateDirectory the caller removes it */
    LabellingDriver(Path stateDirectory, Map<String, String> flags) {
        var all = new HashMap<>(flags);
        all.put(StreamsConfiguration.STATE_DIRECTORY.key(), stateDirectory.toString());
        Settings settings = Settings.resolve(PipelineApplication.SETTINGS, Map.of(), Map.of(), all);
        topics = new TopicCatalogue(TopicConfiguration.from(settings));
        SchemaRegistration.registerAll(REGISTRY, topics.all());
        Properties properties = StreamsConfiguration.from(settings)
                .properties(Cluster.from(settings), topics.deadLetters().name());
        var pipeline = new Pipeline(new StageContext(topics, serdes), PipelineConfiguration.from(settings, "test/1"));
        driver = new TopologyTestDriver(
                pipeline.topology(EnumSet.of(Stage.LABELLING), properties), properties, Instant.EPOCH);
        requests = input(topics.judgeRequests());
        verdicts = input(topics.judgeVerdicts());
        sentVerdicts = output(topics.judgeVerdicts());
        sentLabels = output(topics.labeled());
    }

    /** @param request null retracts */
    void request(String messageId, JudgeRequest request) {
        requests.pipeInput(new TestRecord<>(messageId, request, Instant.EPOCH));
        collect();
    }

    /** State as it is left by an earlier configuration under which the verdict made a label. */
    void remember(Verdict verdict) {
        String messageId = verdict.getMessageId();
        request(messageId, LabelFixture.request(messageId, verdict.getInputHash()));
        driver.<String, LabelState>getKeyValueStore("labelling.decisions")
                .put(
                        messageId,
                        new LabelState(List.of(new HeldDecision(1L, verdict)), verdict.getInputHash(), true, null));
    }

    /** The stores of which an entry holds a text. */
    Set<String> storesThatHold(String text) {
        var names = new TreeSet<String>();
        driver.getAllStateStores().keySet().forEach(name -> {
            try (var entries = driver.getKeyValueStore(name).all()) {
                entries.forEachRemaining(entry -> {
                    if (String.valueOf(entry.value).contains(text)) {
                        names.add(name);
                    }
                });
            }
        });
        return names;
    }

    /** @param verdict null is a tombstone @param time epoch milliseconds */
    void verdict(String messageId, Verdict verdict, long time) {
        lastVerdicts.put(messageId, Optional.ofNullable(verdict));
        lastVerdictTimes.put(messageId, time);
        verdicts.pipeInput(new TestRecord<>(messageId, verdict, Instant.ofEpochMilli(time)));
        collect();
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
        collect();
    }

    Map<String, LabeledTurn> labeled() {
        return labeled;
    }

    /** How many records have been sent to topic labeled. */
    int labelRecords() {
        return labelRecords;
    }

    /** The latest record of judge.verdicts: what compaction leaves. Empty for a tombstone, and where there is none. */
    Optional<Verdict> lastVerdict(String messageId) {
        return lastVerdicts.getOrDefault(messageId, Optional.empty());
    }

    long lastVerdictTime(String messageId) {
        return lastVerdictTimes.getOrDefault(messageId, 0L);
    }

    int size(String store) {
        try (var entries = driver.getKeyValueStore(store).all()) {
            int size = 0;
            for (; entries.hasNext(); entries.next()) {
                size++;
            }
            return size;
        }
    }

    long count(String name, String reason) {
        return driver.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals(StageMetrics.GROUP)
                        && metric.getKey().name().equals(name)
                        && metric.getKey().tags().getOrDefault("reason", "").equals(reason))
                .mapToLong(metric -> Math.round((Double) metric.getValue().metricValue()))
                .sum();
    }

    @Override
    public void close() {
        driver.close();
    }

    private void collect() {
        for (TestRecord<String, Verdict> sent : sentVerdicts.readRecordsToList()) {
            lastVerdicts.put(sent.key(), Optional.ofNullable(sent.value()));
            lastVerdictTimes.put(sent.key(), sent.timestamp());
        }
        for (TestRecord<String, LabeledTurn> sent : sentLabels.readRecordsToList()) {
            labelRecords++;
            if (sent.value() == null) {
                labeled.remove(sent.key());
            } else {
                labeled.put(sent.key(), sent.value());
            }
        }
    }

    private <V> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(), new StringSerializer(), serdes.valueSerde(topic).serializer());
    }

    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), serdes.valueSerde(topic).deserializer());
    }
}
