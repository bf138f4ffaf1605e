package io.turnstile.app.oracle;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.streams.Pipeline;
import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.PipelineConfiguration;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.streams.conversationassembly.ConversationAssemblyTopology;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The pipeline itself, from rows to judge requests, over logs that arrive one after another. */
public final class PipelineReducer implements AutoCloseable {

    private static final String REGISTRY = "mock://oracle";
    private static final EnumSet<Stage> STAGES =
            EnumSet.of(Stage.TURN_ASSEMBLY, Stage.CONVERSATION_ASSEMBLY, Stage.JUDGE_ROUTING);
    /** Each log comes in this many parts with a pause between, so that conversations close, reopen and are revised. */
    private static final int PARTS = 3;

    /** In which the deadlines are looked at. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** Longer than the idle period. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final TopicCatalogue topics;
    private final AvroSerdes serdes = new AvroSerdes(REGISTRY);
    private final TopologyTestDriver driver;
    private final TestOutputTopic<String, Conversation> conversationsTopic;
    private final TestOutputTopic<String, Conversation> partialTopic;
    private final TestOutputTopic<String, JudgeRequest> requestsTopic;
    private final Map<String, Conversation> complete = new TreeMap<>();
    private final Map<String, Conversation> partial = new TreeMap<>();
    private final Map<String, JudgeRequest> requests = new TreeMap<>();

    /** @param stateDirectory an empty directory, which the caller removes */
    public PipelineReducer(Path stateDirectory) {
        Settings settings = Settings.resolve(
                PipelineApplication.SETTINGS,
                Map.of(),
                Map.of(),
                Map.of(StreamsConfiguration.STATE_DIRECTORY.key(), stateDirectory.toString()));
        topics = new TopicCatalogue(TopicConfiguration.from(settings));
        SchemaRegistration.registerAll(REGISTRY, topics.all());
        Properties properties = StreamsConfiguration.from(settings)
                .properties(Cluster.from(settings), topics.deadLetters().name());
        var pipeline = new Pipeline(new StageContext(topics, serdes), PipelineConfiguration.from(settings, "test/1"));
        driver = new TopologyTestDriver(pipeline.topology(STAGES, properties), properties, Instant.EPOCH);
        conversationsTopic = output(topics.conversations());
        partialTopic = output(topics.partialConversations());
        requestsTopic = output(topics.judgeRequests());
    }

    /** What stands in the topics when all logs have been read. */
    public Answers answers(List<SeededLog> logs) {
        try (Serializer<TelemetryRow> rowSerializer =
                serdes.valueSerde(topics.telemetry()).serializer()) {
            var telemetry = driver.createInputTopic(topics.telemetry().name(), new StringSerializer(), rowSerializer);
            logs.forEach(log -> send(telemetry, log.rows()));
        }
        return StandingAnswers.of(complete, partial, requests);
    }

    /** How many records the stages could not process. */
    int deadLetters() {
        var bytes = new ByteArrayDeserializer();
        return driver.createOutputTopic(topics.deadLetters().name(), bytes, bytes)
                .readRecordsToList()
                .size();
    }

    @Override
    public void close() {
        driver.close();
    }

    private void send(TestInputTopic<String, TelemetryRow> telemetry, List<TelemetryRow> rows) {
        int part = Math.max(1, rows.size() / PARTS);
        for (int i = 0; i < rows.size(); i++) {
            TelemetryRow row = rows.get(i);
            telemetry.pipeInput(new TestRecord<>(key(row), row, RowTime.of(row)));
            if ((i + 1) % part == 0 || i == rows.size() - 1) {
                pause();
            }
        }
    }

    /** Until all conversations are closed: a look at the deadlines yields after a while, and the next one goes on. */
    private void pause() {
        driver.advanceWallClockTime(PAUSE);
        while (isAnyOpen()) {
            driver.advanceWallClockTime(A_MOMENT);
        }
        collect(conversationsTopic, complete);
        collect(partialTopic, partial);
        collect(requestsTopic, requests);
    }

    private boolean isAnyOpen() {
        try (var open = driver.getKeyValueStore(ConversationAssemblyTopology.CLOSE_INDEX)
                .all()) {
            return open.hasNext();
        }
    }

    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), serdes.valueSerde(topic).deserializer());
    }

    private static <V> void collect(TestOutputTopic<String, V> output, Map<String, V> standing) {
        for (TestRecord<String, V> record : output.readRecordsToList()) {
            if (record.value() == null) {
                standing.remove(record.key());
            } else {
                standing.put(record.key(), record.value());
            }
        }
    }

    /** As the producer keys a row; null where it belongs to no turn. */
    private static String key(TelemetryRow row) {
        return TurnKey.of(new RowView(row.getProperties(), row.getMeasurements()))
                .orElse(null);
    }
}
