package io.turnstile.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, over requests that need no model: what it asks one is tested in module judge. */
class JudgeBatchCommandTest {

    @TempDir
    private Path directory;

    @Test
    void theSummaryIsATableOrJson() throws Exception {
        try (var embedded = EmbeddedCluster.start(EmbeddedConfiguration.temporary())) {
            assertThat(run(embedded, "topics", "create").exitCode()).isZero();
            send(embedded);

            var first = run(embedded, "judge", "batch", "--json");
            assertThat(first.exitCode()).as(first.err()).isZero();
            var summary = new JsonMapper().readTree(first.out());
            assertThat(summary.get("requests").asInt()).isEqualTo(2);
            assertThat(summary.get("retracted").asInt()).isEqualTo(1);
            assertThat(summary.get("failed").asInt()).isEqualTo(1);
            assertThat(summary.get("fingerprint").asText()).startsWith("llm/some-model/");
            assertThat(summary.get("groupMoved").asBoolean()).isTrue();

            var second = run(embedded, "judge", "batch");
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(second.out()).containsPattern("requests +0\n").containsPattern("verdicts +0\n");
        }
    }

    @Test
    void aProviderWithoutBatchesIsAUsageError() {
        var run = TypedCommand.run("judge", "batch");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("judge.provider", "offline-rubric", "openai or azure");
    }

    private TypedCommand run(EmbeddedCluster embedded, String... command) {
        Stream<String> flags = Stream.of(
                "--bootstrap-servers",
                embedded.bootstrapServers(),
                "--registry",
                embedded.registryUrl(),
                "--set",
                "topics.partitions=2",
                "--set",
                "judge.provider=openai",
                "--set",
                "judge.model=some-model",
                "--set",
                "judge.base-url=http://127.0.0.1:1/v1",
                "--set",
                "judge.state-directory=" + directory);
        return TypedCommand.run(Stream.concat(Stream.of(command), flags).toArray(String[]::new));
    }

    private static void send(EmbeddedCluster embedded) {
        var topics = new TopicCatalogue(
                new TopicConfiguration(TopicConfiguration.PREFIX.defaultText(), 2, 1, Duration.ofDays(1)));
        String topic = topics.judgeRequests().name();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", embedded.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "gone", null));
            producer.send(new ProducerRecord<>(topic, "broken", new byte[] {1, 2, 3}));
        }
    }
}
