package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.streams.conversationassembly.ConversationAssemblyConfiguration;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker, exactly once: a pipeline that is closed or killed mid-way leaves what an undisturbed one does. */
class RestartTest {

    private static final long SEED = 20_260_301;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CONVERSATIONS = 30;

    /** How a process ends, and what the next one finds. */
    private enum Ending {
        CLOSED_STATE_KEPT(false, false),
        CLOSED_STATE_LOST(false, true),
        KILLED_STATE_KEPT(true, false),
        KILLED_STATE_LOST(true, true);

        private final boolean isKilled;
        private final boolean isStateLost;

        Ending(boolean isKilled, boolean isStateLost) {
            this.isKilled = isKilled;
            this.isStateLost = isStateLost;
        }
    }

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private final AvroSerdes serdes = new AvroSerdes(PipelineProcess.REGISTRY);
    private Map<String, String> flags;
    private TopicCatalogue topics;
    private Admin admin;
    private KafkaProducer<String, TelemetryRow> producer;
    private Process process;

    @BeforeEach
    void connect() throws InterruptedException, ExecutionException {
        flags = flags(directory.resolve("state"));
        Settings settings = PipelineProcess.settings(flags);
        topics = PipelineProcess.topics(settings);
        Cluster cluster = Cluster.from(settings);
        admin = Admin.create(cluster.clientProperties(Map.of()));
        TopicCreation.createMissing(admin, topics.all(), 1);
        keepEveryRevision();
        producer = new KafkaProducer<>(
                cluster.clientProperties(Map.of()),
                new StringSerializer(),
                serdes.valueSerde(topics.telemetry()).serializer());
    }

    /**
     * What is observed are all revisions from the first on, and compaction may take the earlier ones: markers of
     * transactions bear the wall clock's time and records that of their events, so that a segment of a few records can be
     * old enough to roll, and to be cleaned, at once.
     */
    private void keepEveryRevision() throws InterruptedException, ExecutionException {
        List<AlterConfigOp> kept = Map.of("cleanup.policy", "delete", "retention.ms", "-1").entrySet().stream()
                .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (Topic<?> topic : List.of(topics.conversations(), topics.partialConversations())) {
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), kept);
        }
        admin.incrementalAlterConfigs(changes).all().get();
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        producer.close();
        admin.close();
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void whereverItIsClosedOrKilledTheLatestRevisionsAreThoseOfAnUndisturbedRun() throws Exception {
        List<TelemetryRow> rows = shuffledRows();
        Standing expected = Standing.undisturbed(rows);
        List<Ending> endings = new ArrayList<>(EnumSet.allOf(Ending.class));
        Collections.shuffle(endings, random);
        int portion = rows.size() / (endings.size() + 1);
        for (int i = 0; i < endings.size(); i++) {
            produce(rows.subList(i * portion, (i + 1) * portion));
            runUntilMidWay(endings.get(i));
        }
        produce(rows.subList(endings.size() * portion, rows.size()));
        process = PipelineProcess.start(flags);
        try (var standing = standing()) {
            await().atMost(PATIENCE).untilAsserted(() -> standing.read().assertIsSameAs(expected));
            close();
            standing.read().assertIsSameAs(expected);
            assertThat(standing.revisions()).hasSize(CONVERSATIONS);
            assertThat(standing.revisions().values())
                    .as("seed %d: no revision is sent twice, and none is left out", SEED)
                    .allSatisfy(revisions -> assertThat(revisions)
                            .isEqualTo(IntStream.rangeClosed(1, revisions.size())
                                    .boxed()
                                    .toList()));
            assertThat(standing.revisions().values())
                    .as("that it closed conversations before it was stopped, or the test shows little")
                    .anySatisfy(revisions -> assertThat(revisions).hasSizeGreaterThan(1));
        }
    }

    /**
     * Thirty conversations of one to four turns, some with a gap, hours apart; rows in any order, some twice. Of each turn
     * two rows name no conversation, so that bindings and rows that are held go through a restart.
     */
    private List<TelemetryRow> shuffledRows() {
        var rows = new ArrayList<TelemetryRow>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            int turns = 1 + random.nextInt(4);
            for (int turn = 1; turn <= turns; turn++) {
                if (turn == 1 || random.nextInt(8) > 0) {
                    RowFixture.whole("c-" + i, "c-" + i + "-" + turn, turn, 3_600L * i + 100L * turn).stream()
                            .map(RestartTest::asOlderClientsSendIt)
                            .forEach(rows::add);
                }
            }
        }
        IntStream.range(0, 30).forEach(any -> rows.add(rows.get(random.nextInt(rows.size()))));
        Collections.shuffle(rows, random);
        return rows;
    }

    /** A call names only its message, and the panel's request only itself. */
    private static TelemetryRow asOlderClientsSendIt(TelemetryRow row) {
        var properties = new HashMap<>(row.getProperties());
        if (row.getEventName().endsWith("engine.messages.length")) {
            properties.remove("conversationId");
        } else if (row.getEventName().endsWith("panel.request")) {
            properties.keySet().removeAll(Set.of("conversationId", "messageId"));
        }
        return TelemetryRow.newBuilder(row).setProperties(properties).build();
    }

    private void produce(List<TelemetryRow> rows) {
        for (TelemetryRow row : rows) {
            String key = TurnKey.of(new RowView(row.getProperties(), row.getMeasurements()))
                    .orElseThrow();
            producer.send(new ProducerRecord<>(topics.telemetry().name(), key, row));
        }
        producer.flush();
    }

    /**
     * It is closed when it has sent a random number of turns on, and killed when it has sent a random number of
     * conversations: committed or, more likely, not. The first runs until the close of a conversation is committed, so
     * that the rows of the later ones reopen some.
     */
    private void runUntilMidWay(Ending ending) throws IOException, InterruptedException {
        List<Topic<?>> watched = ending.isKilled
                ? List.of(topics.conversations(), topics.partialConversations())
                : List.of(topics.turns());
        long sent = end(watched, IsolationLevel.READ_UNCOMMITTED) + 1 + random.nextInt(4);
        process = PipelineProcess.start(flags);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> end(watched, IsolationLevel.READ_UNCOMMITTED) >= sent && hasCommittedAClose());
        if (ending.isKilled) {
            process.destroyForcibly().waitFor();
        } else {
            close();
        }
        if (ending.isStateLost) {
            delete(directory.resolve("state"));
        }
    }

    private void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("closes in time")
                .isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private boolean hasCommittedAClose() throws InterruptedException {
        return end(List.of(topics.conversations(), topics.partialConversations()), IsolationLevel.READ_COMMITTED) > 0;
    }

    /** The ends of all partitions, added up. */
    private long end(List<Topic<?>> watched, IsolationLevel isolation) throws InterruptedException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (Topic<?> topic : watched) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private StandingTopics standing() {
        List<Topic<Conversation>> read = List.of(topics.conversations(), topics.partialConversations());
        return new StandingTopics(SharedBroker.bootstrapServers(), serdes, read);
    }

    private static Map<String, String> flags(Path stateDirectory) {
        return Map.ofEntries(
                Map.entry(Cluster.BOOTSTRAP_SERVERS.key(), SharedBroker.bootstrapServers()),
                Map.entry(TopicConfiguration.PREFIX.key(), "restart."),
                Map.entry(TopicConfiguration.PARTITIONS.key(), "2"),
                Map.entry(StreamsConfiguration.APPLICATION_ID.key(), "restart"),
                Map.entry(StreamsConfiguration.STATE_DIRECTORY.key(), stateDirectory.toString()),
                Map.entry(StreamsConfiguration.COMMIT_INTERVAL.key(), "500ms"),
                Map.entry(ConversationAssemblyConfiguration.IDLE_PERIOD.key(), "1s"),
                Map.entry(ConversationAssemblyConfiguration.CHECK_INTERVAL.key(), "100ms"),
                // A static member takes the place of the one that was killed; another would wait for its session.
                Map.entry("kafka.group.instance.id", "restart"),
                // Of a process whose state is lost, nobody knows the transaction: its end is waited for.
                Map.entry("kafka.transaction.timeout.ms", "2000"));
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
