package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.turnstile.streams.SharedBroker;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real broker, exactly once, several partitions and threads: the samples are those of the definition. */
class BalancingOnBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String REGISTRY = "mock://balancing-on-broker";
    private static final long SEED = 20_260_301;
    private static final String EVEN = "kind=session size=300 ratio=50:50";
    private static final String NATURAL = "kind=session size=300 ratio=70:30";
    private static final String CAPPED =
            "kind=conversation size=100 ratio=50:50 cap-per-conversation=20 cap-per-text=2";
    private static final Map<String, String> PLANS = Map.of("even", EVEN, "natural", NATURAL, "capped", CAPPED);

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);

    /** Topics of a prefix, and the application that runs on them. */
    private final class Installation implements AutoCloseable {

        private final String prefix;
        private final int partitions;
        private final AvroSerdes serdes = new AvroSerdes(REGISTRY);
        private final Map<String, LabeledTurn> turns = new TreeMap<>();
        private Settings settings;
        private TopicCatalogue topics;
        private PipelineApplication application;
        private final Map<TopicPartition, Long> lookedFrom = new HashMap<>();

        private Installation(String prefix, int partitions) {
            this.prefix = prefix;
            this.partitions = partitions;
        }

        private void start(String applicationId, Map<String, String> plans) throws InterruptedException {
            settings = BalancingDriver.settings(
                    plans,
                    directory.resolve(prefix),
                    Map.of(
                            Cluster.BOOTSTRAP_SERVERS.key(),
                            SharedBroker.bootstrapServers(),
                            Cluster.REGISTRY_URL.key(),
                            REGISTRY,
                            TopicConfiguration.PREFIX.key(),
                            prefix,
                            TopicConfiguration.PARTITIONS.key(),
                            Integer.toString(partitions),
                            StreamsConfiguration.APPLICATION_ID.key(),
                            applicationId,
                            StreamsConfiguration.COMMIT_INTERVAL.key(),
                            "100ms",
                            BalancingConfiguration.SETTLE_AFTER.key(),
                            "200ms",
                            "kafka.group.instance.id",
                            applicationId));
            topics = new TopicCatalogue(TopicConfiguration.from(settings));
            SchemaRegistration.registerAll(REGISTRY, topics.all());
            Cluster cluster = Cluster.from(settings);
            try (Admin admin = Admin.create(cluster.clientProperties(Map.of()))) {
                TopicCreation.createMissing(admin, topics.all(), 1);
            }
            application = new PipelineApplication(
                    new Pipeline(new StageContext(topics, serdes), PipelineConfiguration.from(settings, "test/1")),
                    EnumSet.of(Stage.BALANCING),
                    StreamsConfiguration.from(settings),
                    cluster);
            application.start();
        }

        private void send(List<LabelledLog.Change> log) throws Exception {
            var sent = new ArrayList<Future<RecordMetadata>>();
            try (var producer = new KafkaProducer<>(
                    Cluster.from(settings).clientProperties(Map.of("linger.ms", 20)),
                    new StringSerializer(),
                    serdes.valueSerde(topics.labeled()).serializer())) {
                for (LabelledLog.Change change : log) {
                    sent.add(producer.send(
                            new ProducerRecord<>(topics.labeled().name(), change.messageId(), change.turn())));
                    if (change.turn() == null) {
                        turns.remove(change.messageId());
                    } else {
                        turns.put(change.messageId(), change.turn());
                    }
                }
                for (Future<RecordMetadata> each : sent) {
                    each.get();
                }
            }
        }

        private void awaitSamples() {
            Plans plans = Plans.from(settings);
            for (Plan plan : plans.plans()) {
                Map<String, LabeledTurn> sample = LabelledLog.sample(plans, plan, turns);
                assertThat(sample).as("the test shows something").isNotEmpty();
                await().atMost(PATIENCE).pollInSameThread().untilAsserted(() -> {
                    assertThat(application.failure()).isEmpty();
                    LabelledLog.assertSame(plan.name(), standing(topics.balanced(plan.name())), sample);
                });
            }
        }

        /** What stands in the topics of samples now does not count any more: an application that begins anew sends all. */
        private void lookFromHere() throws Exception {
            try (Admin admin = Admin.create(Cluster.from(settings).clientProperties(Map.of()))) {
                for (String plan : Plans.from(settings).names()) {
                    for (int partition = 0; partition < partitions; partition++) {
                        var of = new TopicPartition(topics.balanced(plan).name(), partition);
                        lookedFrom.put(
                                of,
                                admin.listOffsets(Map.of(of, OffsetSpec.latest()))
                                        .partitionResult(of)
                                        .get()
                                        .offset());
                    }
                }
            }
        }

        /** Work is under way. */
        private void awaitSomething() {
            Topic<LabeledTurn> any =
                    topics.balanced(Plans.from(settings).names().get(0));
            await().atMost(PATIENCE)
                    .pollInSameThread()
                    .until(() -> !standing(any).isEmpty());
        }

        private Map<String, LabeledTurn> standing(Topic<LabeledTurn> topic) {
            var standing = new TreeMap<String, LabeledTurn>();
            try (var consumer = new KafkaConsumer<>(
                    Cluster.from(settings).clientProperties(Map.of("isolation.level", "read_committed")),
                    new StringDeserializer(),
                    serdes.valueSerde(topic).deserializer())) {
                List<TopicPartition> all = consumer.partitionsFor(topic.name()).stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                        .toList();
                consumer.assign(all);
                all.forEach(partition -> consumer.seek(partition, lookedFrom.getOrDefault(partition, 0L)));
                var ends = consumer.endOffsets(all);
                while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                    consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                        if (record.value() == null) {
                            standing.remove(record.key());
                        } else {
                            standing.put(record.key(), record.value());
                        }
                    });
                }
            }
            return standing;
        }

        /** It may be started again. */
        void stop() {
            application.close();
        }

        @Override
        public void close() {
            stop();
        }
    }

    @Test
    void shuffledDuplicatedRepartitionedRestartedOrReprocessedTheSamplesAreTheSame() throws Exception {
        List<LabelledLog.Change> log = LabelledLog.random(random, 3_000, 1_500, 900);
        try (var first = new Installation("balance-one.", 2)) {
            first.start("balance-one", PLANS);
            first.send(log.subList(0, 1_500));
            first.awaitSomething();
            first.stop();
            first.start("balance-one", PLANS);
            first.send(log.subList(1_500, 3_000));
            first.awaitSamples();
            first.stop();
            first.lookFromHere();
            first.start("balance-one-again", PLANS);
            first.awaitSamples();
        }
        var shuffled = new ArrayList<LabelledLog.Change>();
        LabelledLog.standing(log).forEach((messageId, turn) -> {
            shuffled.add(new LabelledLog.Change(messageId, turn));
            shuffled.add(new LabelledLog.Change(messageId, turn));
        });
        Collections.shuffle(shuffled, random);
        try (var second = new Installation("balance-two.", 3)) {
            second.start("balance-two", PLANS);
            second.send(shuffled);
            second.awaitSamples();
        }
    }

    @Test
    void plansComeGoAndComeBackAndEachSampleIsExact() throws Exception {
        List<LabelledLog.Change> log = LabelledLog.random(random, 1_500, 600, 400);
        try (var running = new Installation("balance-plans.", 2)) {
            running.start("balance-plans", Map.of("even", EVEN, "capped", CAPPED));
            running.send(log.subList(0, 700));
            running.awaitSamples();
            Map<String, LabeledTurn> left = running.standing(running.topics.balanced("capped"));

            running.stop();
            running.start("balance-plans", Map.of("even", EVEN, "natural", NATURAL));
            running.send(log.subList(700, 1_500));
            running.awaitSamples();
            assertThat(running.standing(running.topics.balanced("capped")).keySet())
                    .as("the topic of a plan that went")
                    .isEqualTo(left.keySet());

            running.stop();
            running.start("balance-plans", PLANS);
            running.awaitSamples();

            running.stop();
            var changed = new HashMap<>(PLANS);
            changed.put("even", "kind=session size=400 ratio=50:50");
            running.start("balance-plans", changed);
            await().atMost(PATIENCE).until(() -> running.application.failure().isPresent());
            assertThat(running.application.failure().orElseThrow())
                    .rootCause()
                    .hasMessageContaining("Plan 'even' was 'kind=session size=300 ratio=50:50")
                    .hasMessageContaining("Give the changed plan another name");
        }
    }
}
