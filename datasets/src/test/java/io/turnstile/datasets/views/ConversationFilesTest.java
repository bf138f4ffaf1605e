package io.turnstile.datasets.views;

import static io.turnstile.datasets.views.Conversations.ofTurns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.config.Cluster;
import io.turnstile.datasets.export.ExportException;
import io.turnstile.datasets.export.ExportPart;
import io.turnstile.datasets.export.ExportProgress;
import io.turnstile.datasets.export.LabeledTopic;
import io.turnstile.datasets.export.TopicOffsets;
import io.turnstile.schema.Conversation;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views of what stands in the topic on a real broker. */
class ConversationFilesTest {

    private static final int PARTITIONS = 3;
    private static final int COUNT = 250;
    private static final Cluster CLUSTER = LabeledTopic.cluster();
    private static final TopicCatalogue TOPICS =
            new TopicCatalogue(new TopicConfiguration("views.", PARTITIONS, 1, Duration.ofDays(1)));
    private static final Topic<Conversation> TOPIC = TOPICS.conversations();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TopicOffsets ends;

    @TempDir
    private Path directory;

    /** What counts, then what does not: of a transaction that was given up, and behind the ends. */
    @BeforeAll
    static void fill() throws Exception {
        createTopic();
        try (var producer = producer(null)) {
            for (int i = 0; i < COUNT; i++) {
                producer.send(record(id(i), ofTurns(id(i), 4)));
            }
            producer.send(record(id(7), ofTurns(id(7), 6)));
            producer.send(record(id(8), null));
        }
        try (var producer = producer("given-up")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(id(9), ofTurns(id(9), 12)));
            producer.flush();
            producer.abortTransaction();
        }
        ends = ends();
        try (var producer = producer(null)) {
            producer.send(record(id(10), ofTurns(id(10), 12)));
        }
    }

    @Test
    void theLatestOfEachIsWrittenOnceInOrder() throws IOException {
        ExportPart.Result result = new ConversationFiles(TOPICS).write(place("once", new Watch("")));

        assertThat(ids("once/files/conversations/short.jsonl"))
                .hasSize(COUNT - 2)
                .isSorted();
        assertThat(ids("once/files/conversations/medium.jsonl")).containsExactly(id(7));
        assertThat(ids("once/files/conversations/long.jsonl")).isEmpty();
        assertThat(result.rows())
                .containsEntry("conversations/short.jsonl", COUNT - 2L)
                .containsEntry("conversations/medium.jsonl", 1L)
                .containsEntry("conversations/long.jsonl", 0L)
                .containsOnlyKeys(files("once").keySet());
        assertThat(result.schemaIds())
                .containsOnlyKeys(TOPICS.conversations().name())
                .allSatisfy((topic, ids) -> assertThat(ids).hasSize(1));
        assertThat(result.statistics())
                .containsEntry("chat_turns", 4L * (COUNT - 2) + 6)
                .containsEntry("turns_in_no_chat.NO_MODEL_TEXT", 0L)
                .containsEntry("conversations_left_out.NO_PAIR", 0L);
    }

    /** One conversation more, with a record behind the ends only. */
    @Test
    void conversationsThatComeLateAreCounted() throws Exception {
        assertThat(new ConversationFiles(TOPICS)
                        .write(place("none-late", new Watch("")))
                        .late())
                .isZero();
        try (var producer = producer(null)) {
            producer.send(record("late", ofTurns("late", 4))).get();
        }
        assertThat(new ConversationFiles(TOPICS)
                        .write(place("late", new Watch("")))
                        .late())
                .isOne();
    }

    @Test
    void oneThatWasStoppedReadsNothingAgainAndWritesTheSame() throws IOException {
        var part = new ConversationFiles(TOPICS);
        ExportPart.Result whole = part.write(place("whole", new Watch("")));

        assertThatThrownBy(() -> part.write(place("stopped", new Watch("writing"))))
                .isInstanceOfSatisfying(
                        ExportException.class, e -> assertThat(e.reason()).isEqualTo(ExportException.Reason.STOPPED));
        var watch = new Watch("");
        assertThat(part.write(place("stopped", watch))).isEqualTo(whole);
        assertThat(files("stopped")).isEqualTo(files("whole"));
        assertThat(watch.shown).isNotEmpty().noneMatch(text -> text.startsWith("reading"));
    }

    @Test
    void aRecordThatIsNoneOfOursIsNamedAndNotShown() throws Exception {
        String stranger = "views-stranger";
        try (var spool = ConversationSpool.open(Files.createDirectories(directory.resolve("broken/work")))) {
            spool.add(new ConsumerRecord<>(TOPIC.name(), 0, 0, stranger.getBytes(), "secret".getBytes()));
            spool.reached(new TreeMap<>(ends.ends()));
            spool.commit();
        }
        assertThatThrownBy(() -> new ConversationFiles(TOPICS).write(place("broken", new Watch(""))))
                .isInstanceOf(ExportException.class)
                .hasMessageContainingAll(stranger, TOPIC.name(), "registry.url")
                .hasMessageNotContaining("secret");
    }

    private ExportPart.Place place(String name, ExportProgress progress) throws IOException {
        Path files = Files.createDirectories(directory.resolve(name).resolve("files"));
        Path work = Files.createDirectories(directory.resolve(name).resolve("work"));
        return new ExportPart.Place(files, work, CLUSTER, Map.of(TOPIC.name(), ends), 1, progress);
    }

    private List<String> ids(String file) throws IOException {
        var ids = new ArrayList<String>();
        for (String line : Files.readAllLines(directory.resolve(file))) {
            JsonNode conversation = JSON.readTree(line);
            ids.add(conversation.get("conversationId").asText());
        }
        return ids;
    }

    private Map<String, String> files(String name) throws IOException {
        Path root = directory.resolve(name).resolve("files");
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static void createTopic() throws InterruptedException {
        try (var admin = Admin.create(CLUSTER.clientProperties(Map.of()))) {
            TopicCreation.createMissing(admin, List.of(TOPIC), 1);
            await().ignoreExceptions()
                    .until(() -> admin.describeTopics(List.of(TOPIC.name()))
                                    .allTopicNames()
                                    .get()
                                    .size()
                            == 1);
        }
        SchemaRegistration.registerAll(CLUSTER.registryUrl(), List.of(TOPIC));
    }

    private static TopicOffsets ends() throws Exception {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            asked.put(new TopicPartition(TOPIC.name(), partition), OffsetSpec.latest());
        }
        var offsets = new TreeMap<Integer, Long>();
        try (var admin = Admin.create(CLUSTER.clientProperties(Map.of()))) {
            admin.listOffsets(asked)
                    .all()
                    .get()
                    .forEach((partition, end) -> offsets.put(partition.partition(), end.offset()));
        }
        return new TopicOffsets(TOPIC.name(), offsets);
    }

    /** @param transactionalId null for one without transactions */
    private static KafkaProducer<String, Conversation> producer(String transactionalId) {
        var own = new HashMap<String, Object>();
        if (transactionalId != null) {
            own.put("transactional.id", transactionalId);
        }
        var serde = new AvroSerdes(CLUSTER.registryUrl()).valueSerde(TOPIC);
        return new KafkaProducer<>(CLUSTER.clientProperties(own), new StringSerializer(), serde.serializer());
    }

    private static ProducerRecord<String, Conversation> record(String id, Conversation conversation) {
        return new ProducerRecord<>(TOPIC.name(), id, conversation);
    }

    private static String id(int number) {
        return "conversation-%03d".formatted(number);
    }

    /** Remembers what was shown, and stops at a text that begins with a word; the empty word stops at none. */
    private static final class Watch implements ExportProgress {

        private final String stopAt;
        private final List<String> shown = new ArrayList<>();
        private boolean isStopped;

        Watch(String stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void show(String text) {
            shown.add(text);
            isStopped |= !stopAt.isEmpty() && text.startsWith(stopAt);
        }

        @Override
        public boolean isStopped() {
            return isStopped;
        }
    }
}
