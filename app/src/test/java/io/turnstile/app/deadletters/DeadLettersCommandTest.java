package io.turnstile.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.app.ConfiguredPipeline;
import io.turnstile.app.DemoSettings;
import io.turnstile.app.ExitCode;
import io.turnstile.app.TypedCommand;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.streams.DeadLetterHeaders;
import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters that the judge, the topologies and a producer really wrote, on the embedded broker. */
class DeadLettersCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private EmbeddedCluster embedded;
    private Settings settings;
    private Cluster cluster;
    private TopicCatalogue topics;

    @BeforeEach
    void start() {
        embedded = EmbeddedCluster.start(EmbeddedConfiguration.temporary());
        settings = DemoSettings.resolve(Map.of(), flags());
        cluster = Cluster.from(settings);
        topics = new TopicCatalogue(TopicConfiguration.from(settings));
        assertThat(run("topics", "create").exitCode()).isZero();
    }

    @AfterEach
    void stop() {
        embedded.close();
    }

    @Test
    void whatTheJudgeCouldNotReadIsSentAgainOnceAndJudgedAgain() throws Exception {
        String requests = topics.judgeRequests().name();
        var broken = new ProducerRecord<>(requests, 1, "broken", new byte[] {1, 2, 3});
        broken.headers().add("trace", "7".getBytes(UTF_8));
        send(broken);
        send(new ProducerRecord<>(requests, 0, "revised", new byte[] {4, 5, 6}));
        judge();
        assertThat(fates()).isEqualTo(Map.of("judge DESERIALIZATION REPLAYED", 2));

        send(new ProducerRecord<>(requests, 0, "revised", new byte[] {7, 8, 9}));
        var expected = Map.of("judge DESERIALIZATION REPLAYED", 1, "judge DESERIALIZATION SUPERSEDED", 1);
        assertThat(fates()).isEqualTo(expected);

        long before = read(requests).size();
        assertThat(fates("replay", "--reason", "DESERIALIZATION", "--dry-run")).isEqualTo(expected);
        assertThat(read(requests)).hasSize((int) before);

        assertThat(fates("replay", "--stage", "judge", "--reason", "deserialization"))
                .isEqualTo(expected);
        List<ConsumerRecord<byte[], byte[]>> records = read(requests);
        assertThat(records).hasSize((int) before + 1);
        var again = records.stream()
                .filter(record -> record.headers().lastHeader(Fates.REPLAY_OF) != null)
                .findFirst()
                .orElseThrow();
        assertThat(again.partition()).isEqualTo(1);
        assertThat(again.key()).isEqualTo("broken".getBytes(UTF_8));
        assertThat(again.value()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(again.headers().lastHeader("trace").value()).isEqualTo("7".getBytes(UTF_8));

        assertThat(fates("replay", "--all"))
                .isEqualTo(Map.of("judge DESERIALIZATION REPLAYED_BEFORE", 1, "judge DESERIALIZATION SUPERSEDED", 1));
        assertThat(read(requests)).hasSize((int) before + 1);

        judge();
        assertThat(fates())
                .as("it failed again, as another letter")
                .isEqualTo(Map.of(
                        "judge DESERIALIZATION REPLAYED",
                        2,
                        "judge DESERIALIZATION REPLAYED_BEFORE",
                        1,
                        "judge DESERIALIZATION SUPERSEDED",
                        1));
    }

    @Test
    void aRowComesFromItsLetterWhenItIsNoLongerInItsTopic() throws Exception {
        String telemetry = topics.telemetry().name();
        send(new ProducerRecord<>(telemetry, 1, "turn", new byte[] {1, 2, 3}));
        var application = new PipelineApplication(
                ConfiguredPipeline.of(settings, cluster),
                EnumSet.of(Stage.TURN_ASSEMBLY),
                StreamsConfiguration.from(settings),
                cluster);
        application.start();
        try {
            await().atMost(PATIENCE).until(() -> fates().values().stream().anyMatch(count -> count == 1));
            try (Admin admin = Admin.create(cluster.clientProperties(Map.of()))) {
                var row = read(telemetry).get(0);
                var place = Place.of(row).in();
                admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(row.offset() + 1)))
                        .all()
                        .get();
            }
            assertThat(read(telemetry)).isEmpty();

            assertThat(fates("replay", "--all").keySet())
                    .singleElement()
                    .asString()
                    .endsWith(" DESERIALIZATION REPLAYED");

            var again = read(telemetry).get(0);
            assertThat(again.value()).isEqualTo(new byte[] {1, 2, 3});
            assertThat(again.key()).isEqualTo("turn".getBytes(UTF_8));
            assertThat(again.partition()).isEqualTo(1);
            await().atMost(PATIENCE)
                    .until(() -> read(topics.deadLetters().name()).size() == 2);
        } finally {
            application.close();
        }
    }

    @Test
    void whatCannotBeSentAgainIsSaidToBeSo() throws Exception {
        Path rows = directory.resolve("rows.jsonl");
        Files.writeString(rows, "no json\n");
        assertThat(run("produce", "--source", "jsonl", "--input", rows.toString())
                        .exitCode())
                .isZero();
        send(letter("writer", "VALUE_TOO_LARGE", topics.turns().name() + "/0@17"));
        send(letter("writer", "PROCESSING", "turnstile-streams-balancing.by-text-repartition/0@3"));
        send(letter("closing", "PROCESSING", null));

        assertThat(run("tail", "dead-letters", "--from-beginning", "--max", "4").out())
                .contains("\"headers\":{", "\"turnstile.reason\":\"INVALID_JSON\"", "\"value\":\"no json\"");

        var expected = Map.of(
                "producer INVALID_JSON NEVER_SENT", 1,
                "writer VALUE_TOO_LARGE GONE", 1,
                "writer PROCESSING INTERNAL", 1,
                "closing PROCESSING INTERNAL", 1);
        assertThat(fates("replay", "--all")).isEqualTo(expected);
        assertThat(fates("list", "--stage", "producer")).containsOnlyKeys("producer INVALID_JSON NEVER_SENT");
        assertThat(run("dead-letters", "list").out())
                .startsWith("stage ")
                .containsPattern("producer +INVALID_JSON +- +1 .* was never in a topic; read its source again")
                .containsPattern("writer +VALUE_TOO_LARGE +turnstile.turns +1 .* neither the letter nor the topic");
    }

    @Test
    void aReplayOfNothingSaysSoAndOneOfWhateverThereIsMustBeAskedFor() {
        assertThat(run("dead-letters", "replay", "--all").out()).isEqualTo("There are no such dead letters.\n");

        var unsaid = run("dead-letters", "replay");
        assertThat(unsaid.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unsaid.err()).contains("--reason, --stage, or --all");
        assertThat(run("dead-letters", "replay", "--all", "--reason", "BUDGET").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    /** Nothing of it needs a model. */
    private void judge() {
        var run = run(
                "judge",
                "batch",
                "--set",
                "judge.provider=openai",
                "--set",
                "judge.model=some-model",
                "--set",
                "judge.base-url=http://127.0.0.1:1/v1",
                "--set",
                "judge.state-directory=" + directory);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private Map<String, Integer> fates() throws Exception {
        return fates("list");
    }

    /** How many letters there are of each stage, reason and fate. */
    private Map<String, Integer> fates(String... command) throws Exception {
        var run = run(Stream.concat(Stream.of("dead-letters"), Stream.concat(Stream.of(command), Stream.of("--json")))
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        var fates = new TreeMap<String, Integer>();
        for (JsonNode letters : new JsonMapper().readTree(run.out()).get("letters")) {
            String kind = letters.get("stage").textValue() + " "
                    + letters.get("reason").textValue() + " "
                    + letters.get("fate").textValue();
            fates.merge(kind, letters.get("count").intValue(), Integer::sum);
        }
        return fates;
    }

    private ProducerRecord<String, byte[]> letter(String stage, String reason, String place) {
        var letter = new ProducerRecord<String, byte[]>(topics.deadLetters().name(), "key", null);
        header(letter, DeadLetterHeaders.STAGE, stage);
        header(letter, DeadLetterHeaders.REASON, reason);
        if (place != null) {
            header(letter, DeadLetterHeaders.PLACE, place);
        }
        return letter;
    }

    private static void header(ProducerRecord<?, ?> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }

    private void send(ProducerRecord<String, byte[]> record) throws Exception {
        try (var producer = new KafkaProducer<>(
                cluster.clientProperties(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        Consumer<ConsumerRecord<byte[], byte[]>> add = records::add;
        try (var reader = new TopicReader(cluster)) {
            reader.all(topic, add);
        }
        return records;
    }

    private Map<String, String> flags() {
        return Map.of(
                "bootstrap.servers",
                embedded.bootstrapServers(),
                "registry.url",
                embedded.registryUrl(),
                "topics.partitions",
                "2",
                "streams.state-directory",
                directory.resolve("state").toString());
    }

    private TypedCommand run(String... command) {
        var all = new ArrayList<>(List.of(command));
        flags().forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return TypedCommand.run(all.toArray(String[]::new));
    }
}
