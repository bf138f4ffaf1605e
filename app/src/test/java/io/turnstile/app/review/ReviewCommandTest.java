package io.turnstile.app.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.app.ConfiguredPipeline;
import io.turnstile.app.DemoSettings;
import io.turnstile.app.StandingRecords;
import io.turnstile.app.TypedCommand;
import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.judge.ContentKey;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import io.turnstile.schema.Verdict;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.streams.PipelineApplication;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StreamsConfiguration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels are exported, decided on and corrected, on the embedded broker and registry. */
class ReviewCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String REASONING = "SESSION/SIMPLE/BEGINNING/0";
    private static final String NON_REASONING = "SESSION/SIMPLE/BEGINNING/1";

    @TempDir
    private static Path directory;

    private static EmbeddedCluster embedded;
    private static Settings settings;
    private static Cluster cluster;
    private static TopicCatalogue topics;
    private static PipelineApplication application;

    @BeforeAll
    static void start() {
        embedded = EmbeddedCluster.start(EmbeddedConfiguration.temporary());
        settings = DemoSettings.resolve(Map.of(), flags());
        cluster = Cluster.from(settings);
        topics = new TopicCatalogue(TopicConfiguration.from(settings));
        assertThat(run("topics", "create").exitCode()).isZero();
        application = new PipelineApplication(
                ConfiguredPipeline.of(settings, cluster),
                EnumSet.of(Stage.LABELLING, Stage.LABEL_COUNTS),
                StreamsConfiguration.from(settings),
                cluster);
        application.start();
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }

    @Test
    void aDecisionFlipsTheLabelAndCorrectsTheCounts() throws Exception {
        JudgeRequest changed = request("changed", "Rename it");
        List<JudgeRequest> requests = List.of(
                request("typo", "Fix the typo in the title"),
                request("deadlock", "Why does it deadlock when two threads lock it?"),
                changed);
        requests.forEach(request -> send(topics.judgeRequests(), request.getMessageId(), request));
        requests.forEach(request -> send(topics.judgeVerdicts(), request.getMessageId(), judged(request)));
        await().atMost(PATIENCE).until(() -> labels().size() == 3);
        await().atMost(PATIENCE)
                .until(() -> counts().values().stream().mapToLong(each -> each).sum() == 3);
        Map<String, Long> before = counts();
        LabeledTurn typo = labels().get("typo");

        Map<String, JsonNode> exported = export();
        assertThat(exported).containsOnlyKeys("typo", "deadlock", "changed");
        assertThat(exported.get("typo").get("why")).hasToString("[\"LOW_CONFIDENCE\"]");
        assertThat(exported.get("typo").get("text").textValue()).isEqualTo(typo.getText());

        int flipped = 1 - typo.getLabel();
        Path decisions = directory.resolve("decisions.jsonl");
        Files.write(
                decisions,
                List.of(
                        decision("typo", exported.get("typo").get("inputHash").textValue(), flipped),
                        decision("changed", "f".repeat(64), 0),
                        decision("never seen", "f".repeat(64), 0)));
        JsonNode summary = importing(decisions);
        assertThat(summary.get("written").intValue()).isEqualTo(1);
        assertThat(summary.get("stale")).hasToString("[\"changed\",\"never seen\"]");

        await().atMost(PATIENCE).until(() -> labels().get("typo").getIsReviewed());
        LabeledTurn reviewed = labels().get("typo");
        assertThat(reviewed.getLabel()).isEqualTo(flipped);
        assertThat(reviewed.getFingerprint()).isEqualTo("human/1");
        assertThat(reviewed.getRationale()).isEqualTo("because <EMAIL> says so");
        var expected = new TreeMap<>(before);
        expected.merge(flipped == 0 ? NON_REASONING : REASONING, -1L, Long::sum);
        expected.merge(flipped == 0 ? REASONING : NON_REASONING, 1L, Long::sum);
        expected.values().removeIf(count -> count == 0);
        await().atMost(PATIENCE).until(() -> counts().equals(expected));
        assertThat(countsOfCommand()).isEqualTo(expected);

        Verdict verdict = latest(topics.judgeVerdicts(), Verdict::getMessageId).get("typo");
        assertThat(verdict.getReviewer()).startsWith("hmac-sha256:");
        assertThat(verdict.toString()).doesNotContain("Ada").doesNotContain("lovelace");

        assertThat(importing(decisions).get("unchanged").intValue())
                .as("a second import")
                .isEqualTo(1);
        assertThat(export()).containsOnlyKeys("deadlock", "changed");

        send(topics.judgeVerdicts(), "typo", judged(requests.get(0)));
        await().atMost(PATIENCE)
                .until(() -> latest(topics.judgeVerdicts(), Verdict::getMessageId)
                        .get("typo")
                        .equals(verdict));
        assertThat(labels().get("typo")).as("a judge that comes later").isEqualTo(reviewed);

        send(topics.judgeRequests(), "typo", request("typo", "Fix the typo in the subtitle"));
        await().atMost(PATIENCE).until(() -> !labels().containsKey("typo"));
        TypedCommand export =
                run("review", "export", "--out", directory.resolve("again").toString());
        assertThat(export.exitCode()).isZero();
        assertThat(export.out()).isEmpty();
        assertThat(export.err()).contains("stale: 1 decisions", "    typo");
    }

    @Test
    void nothingIsWrittenIfALineIsWrong() throws Exception {
        Path decisions = directory.resolve("wrong.jsonl");
        Files.write(decisions, List.of(decision("typo", "f".repeat(64), 0), decision("typo", "f".repeat(64), 3)));
        TypedCommand command = run("review", "import", "--in", decisions.toString(), "--reviewer", "Ada");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err()).contains("line 2: label must be 0", "Nothing was written");
        assertThat(command.out()).isEmpty();
    }

    private static Map<String, JsonNode> export() throws Exception {
        Path file = directory.resolve("review.jsonl");
        TypedCommand command = run("review", "export", "--json", "--out", file.toString());
        assertThat(command.exitCode()).as(command.err()).isZero();
        var mapper = new JsonMapper();
        var lines = new TreeMap<String, JsonNode>();
        for (String line : Files.readAllLines(file)) {
            JsonNode node = mapper.readTree(line);
            lines.put(node.get("messageId").textValue(), node);
        }
        assertThat(mapper.readTree(command.out()).get("written").intValue()).isEqualTo(lines.size());
        return lines;
    }

    private static JsonNode importing(Path decisions) throws Exception {
        TypedCommand command =
                run("review", "import", "--json", "--in", decisions.toString(), "--reviewer", "Ada Lovelace");
        assertThat(command.exitCode()).as(command.err()).isZero();
        return new JsonMapper().readTree(command.out());
    }

    private static String decision(String messageId, String inputHash, int label) {
        return "{\"messageId\":\"%s\",\"inputHash\":\"%s\",\"label\":%d,\"reason\":\"because ada@lovelace.net says so\"}"
                .formatted(messageId, inputHash, label);
    }

    private static JudgeRequest request(String messageId, String text) {
        return JudgeRequest.newBuilder()
                .setMessageId(messageId)
                .setConversationId("c")
                .setInputHash(ContentKey.of(text))
                .setMemberships(List.of(new DatasetMembership(DatasetKind.SESSION, "SIMPLE", Position.BEGINNING)))
                .setText(text)
                .setTurnNumber(1)
                .setHistory(List.of())
                .setInferenceSignals(new InferenceSignals(text.length(), 0, null))
                .setHindsightSignals(HindsightSignals.newBuilder().build())
                .build();
    }

    /** As the rubric has it, and not at all sure. */
    private static Verdict judged(JudgeRequest request) {
        return Verdict.newBuilder(new OfflineRubric().judge(request))
                .setConfidence(0.6)
                .build();
    }

    private static <V extends SpecificRecordBase> void send(Topic<V> topic, String key, V value) {
        try (var producer = new KafkaProducer<>(
                cluster.clientProperties(Map.of()),
                new StringSerializer(),
                new AvroSerdes(cluster.registryUrl()).valueSerde(topic).serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value));
        }
    }

    private static Map<String, LabeledTurn> labels() {
        return latest(topics.labeled(), LabeledTurn::getMessageId);
    }

    /** Counts above 0. */
    private static Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        try (var records = new StandingRecords(cluster)) {
            records.latest(
                    topics.labelCounts(),
                    count -> counts.put(
                            count.getDataset() + "/" + count.getStratum() + "/" + count.getPosition() + "/"
                                    + count.getLabel(),
                            count.getCount()));
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** The same, as anybody reads them. */
    private static Map<String, Long> countsOfCommand() throws Exception {
        TypedCommand command = run("counts", "--json");
        assertThat(command.exitCode()).as(command.err()).isZero();
        var counts = new TreeMap<String, Long>();
        for (JsonNode cell : new JsonMapper().readTree(command.out()).get("cells")) {
            String place = String.join(
                    "/",
                    cell.get("dataset").textValue(),
                    cell.get("stratum").textValue(),
                    cell.get("position").textValue());
            counts.put(place + "/0", cell.get("reasoning").longValue());
            counts.put(place + "/1", cell.get("nonReasoning").longValue());
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static <V> Map<String, V> latest(Topic<V> topic, Function<V, String> key) {
        var latest = new HashMap<String, V>();
        try (var records = new StandingRecords(cluster)) {
            records.latest(topic, value -> latest.put(key.apply(value), value));
        }
        return latest;
    }

    private static Map<String, String> flags() {
        return Map.of(
                "bootstrap.servers",
                embedded.bootstrapServers(),
                "registry.url",
                embedded.registryUrl(),
                "topics.partitions",
                "2",
                "streams.commit-interval",
                "100ms",
                "streams.state-directory",
                directory.resolve("state").toString(),
                "redaction.key",
                "a key of more than 16 characters");
    }

    private static TypedCommand run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        flags().forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return TypedCommand.run(all.toArray(String[]::new));
    }
}
