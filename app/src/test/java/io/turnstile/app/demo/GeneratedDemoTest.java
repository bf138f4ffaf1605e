package io.turnstile.app.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.turnstile.app.TypedCommand;
import io.turnstile.config.Cluster;
import io.turnstile.config.ConfigurationException;
import io.turnstile.datasets.export.ExportProgress;
import io.turnstile.producers.generated.ConversationTruth;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.producers.generated.TurnTruth;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Turn;
import io.turnstile.schema.TurnCountStratum;
import io.turnstile.topic.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated telemetry, with everything turned up that makes the real one hard, through the whole house, on a real broker and a real registry. */
class GeneratedDemoTest {

    private static DemoFixture fixture;
    private static GeneratedTelemetry source;
    private static Demo.DemoRun run;
    private static DemoFixture.Standing standing;

    @BeforeAll
    static void runDemo() throws Exception {
        Map<String, String> flags = everythingTurnedUp();
        flags.put("generator.conversations", "150");
        flags.put("generator.seed", "20260301");
        flags.put("redaction.key", "made up for this test");
        fixture = DemoFixture.start(false, flags);
        source = new GeneratedTelemetry(GeneratorConfiguration.from(fixture.settings()));
        run = fixture.demo().runThroughKusto(source);
        standing = fixture.standing(run);
    }

    @AfterAll
    static void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Test
    void theResultEqualsTheGroundTruth() {
        var check = new TruthCheck(source.groundTruth(), true);
        DemoSummary summary = fixture.demo().summarise(run, check);
        assertThat(check.differences(summary)).isEmpty();
    }

    @Test
    void theTruthCheckFindsWhatIsWrong() {
        var check = new TruthCheck(source.groundTruth(), true);
        standing.conversations.values().stream().skip(1).forEach(check::complete);
        standing.partial.values().forEach(check::partial);
        standing.labeled.values().forEach(check::labeled);
        var missing = standing.conversations.values().iterator().next().getConversationId();
        assertThat(check.differences(standing.summary)).containsExactly(missing + " did not come out");
    }

    /** By the names that the rows had, which are nowhere to be seen. */
    @Test
    void labelsAreGroupedByTheirUsers() {
        Map<String, String> names = new HashMap<>();
        source.groundTruth()
                .conversations()
                .forEach(conversation -> names.put(conversation.conversationId(), conversation.userName()));
        Map<String, Set<String>> conversationsByName = standing.labeled.values().stream()
                .collect(groupingBy(
                        turn -> names.get(turn.getConversationId()), mapping(LabeledTurn::getConversationId, toSet())));
        Map<String, Set<String>> conversationsByHash = standing.labeled.values().stream()
                .collect(groupingBy(LabeledTurn::getUserHash, mapping(LabeledTurn::getConversationId, toSet())));
        assertThat(conversationsByHash.values())
                .containsExactlyInAnyOrderElementsOf(conversationsByName.values())
                .as("users with several conversations")
                .anyMatch(conversations -> conversations.size() > 1);
        assertThat(conversationsByHash.keySet()).allMatch(hash -> hash.startsWith("hmac-sha256:"));
        assertThat(standing.labeled.values()).noneMatch(turn -> turn.toString().contains("generated-user"));
    }

    @Test
    void personalDataThatWasGeneratedComesOutAsPlaceholders() {
        List<String> planted = source.groundTruth().conversations().stream()
                .flatMap(conversation -> conversation.turns().stream())
                .filter(turn -> turn.redactedText() != null)
                .map(TurnTruth::messageId)
                .toList();
        Map<String, String> texts = standing.conversations.values().stream()
                .flatMap(conversation -> conversation.getTurns().stream())
                .filter(turn -> planted.contains(turn.getMessageId()))
                .collect(Collectors.toMap(Turn::getMessageId, Turn::getUserText));
        assertThat(texts).hasSameSizeAs(planted);
        for (String type :
                List.of("PRIVATE_KEY", "JWT", "CLOUD_KEY", "TOKEN", "SECRET", "EMAIL", "USER", "IP", "CARD", "PHONE")) {
            assertThat(texts.values()).as(type).anyMatch(text -> text.contains("<" + type + ">"));
        }
        assertThat(texts.values()).as("across two parts").anyMatch(text -> text.length() > 20_000);
    }

    @Test
    void theTruthCheckFindsATextThatWasNotRedacted() {
        var check = new TruthCheck(source.groundTruth(), true);
        ConversationTruth planted = source.groundTruth().conversations().stream()
                .filter(known -> known.turns().stream().anyMatch(turn -> turn.redactedText() != null))
                .findFirst()
                .orElseThrow();
        standing.conversations
                .values()
                .forEach(conversation -> check.complete(
                        conversation.getConversationId().equals(planted.conversationId())
                                ? withTexts(conversation, "raw")
                                : conversation));
        standing.partial.values().forEach(check::partial);
        standing.labeled.values().forEach(check::labeled);
        assertThat(check.differences(standing.summary)).isNotEmpty().allMatch(line -> line.contains("redaction"));
    }

    @Test
    void labelCountsAddUpToTheMembershipsOfLabels() {
        long memberships = standing.labeled.values().stream()
                .mapToLong(turn -> turn.getMemberships().size())
                .sum();
        assertThat(standing.summary.labelCounts().stream()
                        .mapToLong(DemoSummary.Count::count)
                        .sum())
                .isEqualTo(memberships)
                .isPositive();
    }

    @Test
    void everyLabelSaysThatItIsABaseline() {
        assertThat(standing.labeled.values())
                .isNotEmpty()
                .allSatisfy(turn -> assertThat(turn.getIsBaseline()).isTrue())
                .allSatisfy(turn -> assertThat(turn.getFingerprint()).startsWith("offline-rubric/"));
        assertThat(SummaryTable.of(standing.summary)).contains("a baseline, not for release");
    }

    @Test
    void aPlainConsumerWithConfluentsDeserializerReadsLabeled() {
        var deserializer = new KafkaAvroDeserializer();
        deserializer.configure(Map.of("schema.registry.url", cluster().registryUrl()), false);
        Map<String, Object> latest = readAll(fixture.topics().labeled(), deserializer);
        assertThat(latest).hasSameSizeAs(standing.labeled);
        latest.forEach((messageId, value) -> {
            var record = (GenericRecord) value;
            assertThat(record.get("text"))
                    .hasToString(standing.labeled.get(messageId).getText());
            assertThat(record.get("label"))
                    .isEqualTo(standing.labeled.get(messageId).getLabel());
        });
    }

    @Test
    void theBytesOfLabeledDecodeByHand() throws Exception {
        Map<String, byte[]> latest = readAll(fixture.topics().labeled(), new ByteArrayDeserializer());
        assertThat(latest).hasSameSizeAs(standing.labeled);
        var schemas = new HashMap<Integer, Schema>();
        for (var entry : latest.entrySet()) {
            ByteBuffer bytes = ByteBuffer.wrap(entry.getValue());
            assertThat(bytes.get()).as("magic byte").isZero();
            int id = bytes.getInt();
            if (!schemas.containsKey(id)) {
                schemas.put(id, schema(id));
            }
            var decoder = DecoderFactory.get().binaryDecoder(bytes.array(), bytes.position(), bytes.remaining(), null);
            GenericRecord record = new GenericDatumReader<GenericRecord>(schemas.get(id)).read(null, decoder);
            assertThat(record.get("messageId")).hasToString(entry.getKey());
            assertThat(decoder.isEnd()).as("nothing is left over").isTrue();
        }
    }

    /** Every plan is exported from what the run left, whole, and nothing in it contradicts what stood in the topics. */
    @Test
    void theDemoEndsWithVerifiedDatasets(@TempDir Path directory) throws Exception {
        var datasets = new DemoDatasets(fixture.settings(), cluster(), new StoppingAt("nothing"));
        List<DatasetNote> notes = datasets.write(directory);

        assertThat(notes)
                .extracting(DatasetNote::plan)
                .containsExactly("conversation-50-50", "conversation-70-30", "session-50-50", "session-70-30");
        assertThat(notes).allSatisfy(note -> {
            assertThat(note.failedChecks()).isEmpty();
            assertThat(note.size()).isPositive().isLessThanOrEqualTo(note.askedSize());
            assertThat(note.balance()).containsOnlyKeys("train", "validation", "test");
            assertHoldsTheConversations(Path.of(note.directory()));
            assertNamesItsSplits(Path.of(note.directory(), "README.md"));
            JsonNode schemaIds = new ObjectMapper()
                    .readTree(Path.of(note.directory(), "manifest.json").toFile())
                    .get("schema_ids");
            for (Topic<?> topic :
                    List.of(fixture.topics().labeled(), fixture.topics().conversations())) {
                assertThat(schemaIds.get(topic.name())).as(topic.name()).hasSize(1);
            }
        });
        assertThat(SummaryTable.of(standing.summary.with(notes)))
                .contains("session-50-50", "turns, verified, in " + directory.resolve("datasets"))
                .contains("turnstile export verify " + directory.resolve("datasets/conversation-50-50"));
        assertTrains(directory.resolve("datasets/conversation-50-50"));
        assertThatThrownBy(() -> DemoDatasets.requireNone(directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Give another --out");
        assertVerifyFindsAChangedFile(directory.resolve("datasets/session-50-50"));
    }

    private static void assertHoldsTheConversations(Path dataset) throws IOException {
        var found = new ArrayList<String>();
        for (TurnCountStratum stratum : TurnCountStratum.values()) {
            String file = "conversations/" + stratum.name().toLowerCase(Locale.ROOT) + ".jsonl";
            for (String line : Files.readAllLines(dataset.resolve(file))) {
                found.add(stratum + " "
                        + new ObjectMapper()
                                .readTree(line)
                                .get("conversationId")
                                .asText());
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(standing.conversations.values().stream()
                        .filter(conversation -> conversation.getStratum() != null)
                        .map(conversation -> conversation.getStratum() + " " + conversation.getConversationId())
                        .toList());
    }

    /** In their order, and with one ending: Hugging Face reads all configurations of a card by one loader. */
    private static void assertNamesItsSplits(Path card) throws IOException {
        List<String> paths = Files.readAllLines(card).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("path: "))
                .map(line -> line.substring("path: ".length()))
                .toList();
        assertThat(paths.stream().map(path -> path.substring(0, path.lastIndexOf('.'))))
                .containsExactly(
                        "train",
                        "validation",
                        "test",
                        "validation.natural",
                        "test.natural",
                        "messages/train",
                        "messages/validation",
                        "messages/test",
                        "conversations/short",
                        "conversations/medium",
                        "conversations/long");
        assertThat(paths.stream().map(path -> path.substring(path.lastIndexOf('.'))))
                .containsOnly(paths.get(0).substring(paths.get(0).lastIndexOf('.')));
    }

    private static void assertTrains(Path dataset) throws IOException {
        var rows = List.of("--set", "datasets.router-train-rows=100", "--set", "datasets.router-evaluation-rows=40");
        var few = List.of("--set", "datasets.router-max-chars=100", "--set", "datasets.router-shuffles=3");
        var arguments = new ArrayList<>(List.of("export", "verify", dataset.toString(), "--json"));
        arguments.addAll(rows);
        arguments.addAll(few);
        var verified = TypedCommand.run(arguments.toArray(String[]::new));

        assertThat(verified.exitCode()).as(verified.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(verified.out());
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.at("/router/trained").asBoolean())
                .as(json.get("router").toString())
                .isTrue();
        assertThat(json.at("/router/evaluations/0/router/roc_auc").isNumber()).isTrue();
        assertThat(verified.err()).contains("embedding texts for the router");
    }

    private static void assertVerifyFindsAChangedFile(Path dataset) throws IOException {
        var whole = TypedCommand.run("export", "verify", dataset.toString(), "--json", "--no-router");
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(new ObjectMapper().readTree(whole.out()).get("passed").asBoolean())
                .isTrue();
        assertThat(whole.out()).doesNotContain("router");

        Path train = dataset.resolve("train.jsonl");
        Files.writeString(train, Files.readString(train).replaceFirst("\"label\":0", "\"label\":1"));
        var changed = TypedCommand.run("export", "verify", dataset.toString(), "--no-router");
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.out()).containsPattern("sha256 +FAIL").contains("train.jsonl");
    }

    @Test
    void aDemoThatIsStoppedLeavesNoDatasets(@TempDir Path directory) {
        var datasets = new DemoDatasets(fixture.settings(), cluster(), new StoppingAt("reading conversations"));
        assertThatThrownBy(() -> datasets.write(directory)).isInstanceOf(CancellationException.class);
        assertThat(directory).isEmptyDirectory();
    }

    /** Stops at a text that begins so. */
    private static final class StoppingAt implements ExportProgress {

        private final String beginning;
        private boolean isStopped;

        StoppingAt(String beginning) {
            this.beginning = beginning;
        }

        @Override
        public void show(String text) {
            isStopped |= text.startsWith(beginning);
        }

        @Override
        public boolean isStopped() {
            return isStopped;
        }
    }

    @Test
    void everySchemaIsRegisteredUnderItsTopicsName() throws Exception {
        List<String> subjects = fixture.topics().all().stream()
                .filter(topic -> topic.valueSchema().isPresent())
                .map(Topic::valueSubject)
                .toList();
        String registered = get("/subjects");
        assertThat(subjects).allSatisfy(subject -> assertThat(registered).contains("\"" + subject + "\""));
        assertThat(registered)
                .as("state and repartition topics leave no subject")
                .doesNotContain("changelog", "repartition");
    }

    private static Conversation withTexts(Conversation conversation, String text) {
        List<Turn> turns = conversation.getTurns().stream()
                .map(turn -> Turn.newBuilder(turn).setUserText(text).build())
                .toList();
        return Conversation.newBuilder(conversation).setTurns(turns).build();
    }

    /** The lines that the documentation gives for everything at once. */
    private static Map<String, String> everythingTurnedUp() throws IOException {
        var flags = new HashMap<String, String>();
        Pattern.compile("^(generator\\.[a-z-]+)=(\\S+)$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "docs", "sources.md")))
                .results()
                .forEach(line -> flags.put(line.group(1), line.group(2)));
        assertThat(flags).containsEntry("generator.shuffle", "true");
        return flags;
    }

    private static Cluster cluster() {
        return fixture.demo().cluster();
    }

    private static Schema schema(int id) throws Exception {
        String answer = get("/schemas/ids/" + id);
        return new Schema.Parser()
                .parse(new ObjectMapper().readTree(answer).get("schema").asText());
    }

    private static String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(cluster().registryUrl() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static <V> Map<String, V> readAll(Topic<?> topic, Deserializer<V> deserializer) {
        var latest = new HashMap<String, V>();
        Map<String, Object> own = Map.of("isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(cluster().clientProperties(own), new StringDeserializer(), deserializer)) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.value() == null) {
                        latest.remove(record.key());
                    } else {
                        latest.put(record.key(), record.value());
                    }
                }
            }
        }
        return latest;
    }
}
