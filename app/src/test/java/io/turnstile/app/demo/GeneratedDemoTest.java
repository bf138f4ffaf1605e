package io.turnstile.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.turnstile.config.Cluster;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Generated telemetry through the whole house, on a real broker and a real registry. */
class GeneratedDemoTest {

    private static DemoFixture fixture;
    private static GeneratedTelemetry source;
    private static Demo.DemoRun run;
    private static DemoFixture.Standing standing;

    @BeforeAll
    static void runDemo() throws Exception {
        fixture = DemoFixture.start(
                false,
                Map.of("generator.conversations", "150", "generator.seed", "20260301", "generator.shuffle", "true"));
        source = new GeneratedTelemetry(GeneratorConfiguration.from(fixture.settings()));
        run = fixture.demo().run(source);
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
        var check = new TruthCheck(source.groundTruth());
        DemoSummary summary = fixture.demo().summarise(run, check);
        assertThat(check.differences(summary)).isEmpty();
    }

    @Test
    void theTruthCheckFindsWhatIsWrong() {
        var check = new TruthCheck(source.groundTruth());
        standing.conversations.values().stream().skip(1).forEach(check::complete);
        standing.partial.values().forEach(check::partial);
        standing.labeled.values().forEach(check::labeled);
        var missing = standing.conversations.values().iterator().next().getConversationId();
        assertThat(check.differences(standing.summary)).containsExactly(missing + " did not come out");
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

    private static Cluster cluster() {
        return fixture.demo().cluster();
    }

    private static Schema schema(int id) throws Exception {
        String answer = get("/schemas/ids/" + id);
        return new Schema.Parser()
                .parse(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(answer)
                        .get("schema")
                        .asText());
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
