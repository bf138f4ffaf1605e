package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Plans;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.streams.Pipeline;
import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.PipelineConfiguration;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Balancing and the label counts, which read the same topic, with their topics as tables of what stands in them. */
final class BalancingDriver implements AutoCloseable {

    private static final String REGISTRY = "mock://balancing-driver";

    /** More than any test leaves to be done after the time budget of a punctuation. */
    private static final int MOST_LOOKS = 1_000;

    private final Path stateDirectory;
    private final AvroSerdes serdes = new AvroSerdes(REGISTRY);
    private final Map<String, Map<String, LabeledTurn>> standing = new TreeMap<>();
    private final Map<String, LabeledTurn> sent = new HashMap<>();
    private final Map<String, Long> labelCounts = new TreeMap<>();
    private TopicCatalogue topics;
    private Plans plans;
    private TopologyTestDriver driver;
    private TestInputTopic<String, LabeledTurn> labeled;

    /** @param plans the only ones, as texts by name */
    BalancingDriver(Map<String, String> plans) {
        this(plans, Map.of());
    }

    /** @param flags configuration beside the plans */
    BalancingDriver(Map<String, String> plans, Map<String, String> flags) {
        try {
            stateDirectory = Files.createTempDirectory("turnstile-balancing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(plans, flags);
    }

    private void start(Map<String, String> texts, Map<String, String> flags) {
        Settings settings = settings(texts, stateDirectory, flags);
        topics = new TopicCatalogue(TopicConfiguration.from(settings));
        plans = Plans.from(settings);
        SchemaRegistration.registerAll(REGISTRY, topics.all());
        Properties properties = StreamsConfiguration.from(settings)
                .properties(Cluster.from(settings), topics.deadLetters().name());
        var pipeline = new Pipeline(new StageContext(topics, serdes), PipelineConfiguration.from(settings, "test/1"));
        driver = new TopologyTestDriver(
                pipeline.topology(EnumSet.of(Stage.BALANCING, Stage.LABEL_COUNTS), properties),
                properties,
                Instant.EPOCH);
        labeled = driver.createInputTopic(
                topics.labeled().name(),
                new StringSerializer(),
                serdes.valueSerde(topics.labeled()).serializer());
    }

    /** Settings with these plans and no others. */
    static Settings settings(Map<String, String> plans, Path stateDirectory, Map<String, String> others) {
        var flags = new HashMap<>(others);
        for (String shipped : List.of("session-50-50", "session-70-30", "conversation-50-50", "conversation-70-30")) {
            flags.put("plans." + shipped, "off");
        }
        plans.forEach((name, text) -> flags.put("plans." + name, text));
        flags.put(StreamsConfiguration.STATE_DIRECTORY.key(), stateDirectory.toString());
        return Settings.resolve(PipelineApplication.SETTINGS, Map.of(), Map.of(), flags);
    }

    void send(List<LabelledLog.Change> log) {
        log.forEach(change -> send(change.messageId(), change.turn()));
    }

    /** @param turn null withdraws it */
    void send(String messageId, LabeledTurn turn) {
        sent.put(messageId, turn);
        labeled.pipeInput(new TestRecord<>(messageId, turn, Instant.EPOCH));
        collect();
    }

    void sendRaw(String messageId, byte[] value) {
        driver.createInputTopic(topics.labeled().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(messageId, value);
    }

    /** Until the stage is at rest. */
    void settle() {
        pass(Duration.ofSeconds(2));
        for (int looks = 0; holdsAny(BalancingTopology.UNSETTLED); looks++) {
            assertThat(looks).as("looks until the draws are settled").isLessThan(MOST_LOOKS);
            pass(Duration.ofMillis(100));
        }
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
        collect();
    }

    Plans plans() {
        return plans;
    }

    /** What stands in a plan's topic. */
    Map<String, LabeledTurn> standing(String plan) {
        return standing.computeIfAbsent(plan, any -> new TreeMap<>());
    }

    /** All that is to be so when the stage is at rest. */
    void assertThatSamplesAreThoseOf(Map<String, LabeledTurn> turns) {
        for (Plan plan : plans.plans()) {
            LabelledLog.assertSame(plan.name(), standing(plan.name()), LabelledLog.sample(plans, plan, turns));
        }
    }

    /** Counts above 0, by dataset/stratum/position/label. */
    Map<String, Long> labelCounts() {
        var counts = new TreeMap<>(labelCounts);
        counts.values().removeIf(count -> count == 0);
        return counts;
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

    Map<String, Long> counts(StageCount count) {
        var counts = new TreeMap<String, Long>();
        driver.metrics().forEach((metric, value) -> {
            if (metric.group().equals(StageMetrics.GROUP) && metric.name().equals(count.metric())) {
                counts.put(metric.tags().getOrDefault("reason", ""), Math.round((Double) value.metricValue()));
            }
        });
        return counts;
    }

    /** How many came since this was last asked. */
    int deadLetters() {
        var deserializer = new ByteArrayDeserializer();
        return driver.createOutputTopic(topics.deadLetters().name(), deserializer, deserializer)
                .readRecordsToList()
                .size();
    }

    private boolean holdsAny(String store) {
        try (var entries = driver.getKeyValueStore(store).all()) {
            return entries.hasNext();
        }
    }

    private void collect() {
        collectSamples();
        collectLabelCounts();
    }

    private void collectLabelCounts() {
        var topic = topics.labelCounts();
        driver.createOutputTopic(
                        topic.name(),
                        new StringDeserializer(),
                        serdes.valueSerde(topic).deserializer())
                .readRecordsToList()
                .forEach(record -> labelCounts.put(record.key(), record.value().getCount()));
    }

    private void collectSamples() {
        for (Plan plan : plans.plans()) {
            var topic = topics.balanced(plan.name());
            var output = driver.createOutputTopic(
                    topic.name(),
                    new StringDeserializer(),
                    serdes.valueSerde(topic).deserializer());
            for (TestRecord<String, LabeledTurn> record : output.readRecordsToList()) {
                if (record.value() == null) {
                    standing(plan.name()).remove(record.key());
                } else {
                    assertThat(record.value())
                            .as("a turn as it was last labelled")
                            .isEqualTo(sent.get(record.key()));
                    standing(plan.name()).put(record.key(), record.value());
                }
            }
        }
    }

    @Override
    public void close() {
        driver.close();
        try (var paths = Files.walk(stateDirectory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
