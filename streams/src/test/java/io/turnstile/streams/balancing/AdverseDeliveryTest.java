package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Plans;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stage's tasks, each in a test driver of its own, with two partitions of each topic between them that are delivered
 * in an order that chance decides: in each partition the first record comes first, and that is all that is certain.
 */
class AdverseDeliveryTest {

    private static final String REGISTRY = "mock://adverse-delivery";
    private static final int PARTITIONS = 2;
    private static final String CONVERSATIONS = "conversations";
    private static final String TEXTS = "texts";
    private static final String SHARES = "shares";
    private static final String DECISIONS = "decisions";
    private static final Map<String, String> PLANS = Map.of(
            "even", "kind=session size=30 ratio=50:50",
            "natural", "kind=session size=30 ratio=70:30",
            "capped", "kind=conversation size=25 ratio=50:50 cap-per-conversation=2 cap-per-text=2");

    @TempDir
    private Path directory;

    private final Map<String, List<Deque<TestRecord<String, byte[]>>>> topics = new HashMap<>();
    private final Map<String, Map<String, LabeledTurn>> standing = new TreeMap<>();
    private final Map<String, LabeledTurn> sent = new HashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private final AvroSerdes serdes = new AvroSerdes(REGISTRY);
    private TopicCatalogue catalogue;
    private Plans plans;

    /** A partition of a sub-topology. */
    private record Task(int partition, List<String> inputs, List<String> outputs, TopologyTestDriver driver) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverArrivesWhenTheStageComesToRestInTheSameSamples(long seed) {
        var random = new Random(seed);
        start();
        try {
            List<LabelledLog.Change> log = LabelledLog.random(random, 180, 70, 50);
            for (LabelledLog.Change change : log) {
                sent.put(change.messageId(), change.turn());
                tasks.get(partition(change.messageId()))
                        .driver()
                        .createInputTopic(
                                catalogue.labeled().name(),
                                new StringSerializer(),
                                serdes.valueSerde(catalogue.labeled()).serializer())
                        .pipeInput(new TestRecord<>(change.messageId(), change.turn(), Instant.EPOCH));
                collect();
                for (int i = random.nextInt(4); i > 0; i--) {
                    step(random);
                }
            }
            comeToRest(random);
            for (Plan plan : plans.plans()) {
                LabelledLog.assertSame(
                        plan.name(),
                        standing.getOrDefault(plan.name(), Map.of()),
                        LabelledLog.sample(plans, plan, LabelledLog.standing(log)));
            }
        } finally {
            tasks.forEach(task -> task.driver().close());
        }
    }

    /** Delivers the next record of some partition, or lets time pass somewhere. */
    private void step(Random random) {
        Task task = tasks.get(random.nextInt(tasks.size()));
        if (random.nextInt(5) == 0) {
            task.driver().advanceWallClockTime(Duration.ofMillis(100 + random.nextInt(2_000)));
        } else {
            deliver(task, task.inputs().get(random.nextInt(task.inputs().size())));
        }
        collect();
    }

    private void comeToRest(Random random) {
        for (int i = 0; i < 40; i++) {
            tasks.forEach(task -> task.driver().advanceWallClockTime(Duration.ofSeconds(2)));
            collect();
            while (isUnderWay()) {
                step(random);
            }
        }
    }

    private boolean isUnderWay() {
        return topics.values().stream()
                .anyMatch(partitions -> partitions.stream().anyMatch(queue -> !queue.isEmpty()));
    }

    private void deliver(Task task, String topic) {
        var record = queue(topic, task.partition()).poll();
        if (record != null) {
            task.driver()
                    .createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(record);
        }
    }

    /** What the tasks sent goes to the partitions that Kafka would take it to. */
    private void collect() {
        for (Task task : tasks) {
            for (String topic : task.outputs()) {
                var output =
                        task.driver().createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
                for (TestRecord<String, byte[]> record : output.readRecordsToList()) {
                    route(topic, record);
                }
            }
            if (task.inputs().contains(DECISIONS)) {
                plans.names().forEach(plan -> collect(task, plan));
            }
        }
    }

    private void route(String topic, TestRecord<String, byte[]> record) {
        if (!topic.equals(DECISIONS)) {
            queue(topic, Integer.parseInt(record.key()) % PARTITIONS).add(record);
            return;
        }
        // Every test driver takes itself for partition 0, so the message tells where a decision belongs.
        Decision.decode(
                record.value(),
                decision -> queue(topic, partition(decision.messageId()))
                        .add(new TestRecord<>("0", Decision.encode(List.of(decision)))));
    }

    private void collect(Task task, String plan) {
        Topic<LabeledTurn> topic = catalogue.balanced(plan);
        var table = standing.computeIfAbsent(plan, any -> new TreeMap<>());
        for (TestRecord<String, LabeledTurn> record : task.driver()
                .createOutputTopic(
                        topic.name(),
                        new StringDeserializer(),
                        serdes.valueSerde(topic).deserializer())
                .readRecordsToList()) {
            if (record.value() == null) {
                table.remove(record.key());
            } else {
                assertThat(record.value().equals(sent.get(record.key())))
                        .as("%s is sent as it was last labelled", record.key())
                        .isTrue();
                table.put(record.key(), record.value());
            }
        }
    }

    private Deque<TestRecord<String, byte[]>> queue(String topic, int partition) {
        return topics.computeIfAbsent(topic, any -> List.of(new ArrayDeque<>(), new ArrayDeque<>()))
                .get(partition);
    }

    private static int partition(String messageId) {
        return Math.floorMod(messageId.hashCode(), PARTITIONS);
    }

    private void start() {
        Settings settings = BalancingDriver.settings(PLANS, directory, Map.of());
        catalogue = new TopicCatalogue(TopicConfiguration.from(settings));
        plans = Plans.from(settings);
        SchemaRegistration.registerAll(REGISTRY, catalogue.all());
        var stage = new BalancingTopology(new StageContext(catalogue, serdes), BalancingConfiguration.from(settings));
        addTasks(List.of(DECISIONS), List.of(CONVERSATIONS, TEXTS), builder -> {
            stage.addSharedStores(builder);
            KStream<String, Output> outputs = stage.offer(stage.turns(builder));
            write(stage.toConversations(outputs), CONVERSATIONS);
            write(stage.toTexts(outputs), TEXTS);
            stage.write(outputs.merge(stage.decide(read(builder, DECISIONS)), Named.as("outputs")));
        });
        addTasks(
                List.of(CONVERSATIONS),
                List.of(TEXTS),
                builder -> write(stage.capConversations(read(builder, CONVERSATIONS)), TEXTS));
        addTasks(List.of(TEXTS), List.of(SHARES), builder -> write(stage.capTexts(read(builder, TEXTS)), SHARES));
        addTasks(List.of(SHARES), List.of(DECISIONS), builder -> write(stage.draw(read(builder, SHARES)), DECISIONS));
    }

    private void addTasks(List<String> inputs, List<String> outputs, Consumer<StreamsBuilder> build) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Settings settings = BalancingDriver.settings(
                    PLANS,
                    directory.resolve("task-" + tasks.size()),
                    Map.of(StreamsConfiguration.APPLICATION_ID.key(), "task-" + tasks.size()));
            Properties properties = StreamsConfiguration.from(settings)
                    .properties(Cluster.from(settings), catalogue.deadLetters().name());
            var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
            build.accept(builder);
            tasks.add(new Task(
                    partition,
                    inputs,
                    outputs,
                    new TopologyTestDriver(builder.build(properties), properties, Instant.EPOCH)));
        }
    }

    private static KStream<String, byte[]> read(StreamsBuilder builder, String topic) {
        return builder.stream(
                topic, Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(topic + "-source"));
    }

    private static void write(KStream<String, byte[]> stream, String topic) {
        stream.to(topic, Produced.with(Serdes.String(), Serdes.ByteArray()).withName(topic + "-sink"));
    }
}
