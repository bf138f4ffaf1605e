package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.turnstile.schema.TelemetryRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** State leaves after its retention: the stores and, by tombstones, their changelogs; and nothing else is looked at. */
class RetentionTest {

    private static final List<String> ASSEMBLIES = List.of("turn-assembly.", "conversation-assembly.");

    @Test
    void theLastWordOfChangelogsOnWhatWasRemovedIsATombstone() throws Exception {
        try (var pipeline = new RunningPipeline(Map.of())) {
            pipeline.application().start();
            pipeline.send(conversations("old-", 3, 0));
            pipeline.awaitStanding(pipeline.topics().conversations(), "old-1", "old-2", "old-3");
            var changelogs = changelogs(pipeline);
            assertThat(standing(pipeline, changelogs, "old-"))
                    .as("keys of the old conversations, before: 3 headers and 6 turns at least")
                    .hasSizeGreaterThanOrEqualTo(9);

            pipeline.send(conversations("new-", 1, Duration.ofDays(40).toSeconds()));
            pipeline.awaitStanding(pipeline.topics().conversations(), "new-1");

            await().atMost(RunningPipeline.PATIENCE)
                    .untilAsserted(() -> assertThat(standing(pipeline, changelogs, "old-"))
                            .as("what still has a value")
                            .isEmpty());
            assertThat(standing(pipeline, changelogs, "new-"))
                    .as("what is younger stays")
                    .isNotEmpty();
            assertThat(pipeline.awaitStanding(pipeline.topics().conversations(), "old-1"))
                    .as("what was emitted stays")
                    .containsKeys("old-1", "old-2", "old-3");
        }
    }

    @Test
    void storesAreNeverScanned() {
        try (var pipeline = new PipelineDriver(Map.of("kafka.metrics.recording.level", "DEBUG"))) {
            pipeline.send(conversations("old-", 20, 0));
            pipeline.quiet();
            pipeline.send(conversations("new-", 1, Duration.ofDays(40).toSeconds()));
            pipeline.quiet();
            pipeline.pass(Duration.ofSeconds(1));

            assertThat(pipeline.storeLatencies("all-latency-max"))
                    .isNotEmpty()
                    .allSatisfy((store, latency) -> assertThat(latency)
                            .as("all() of " + store + " was never called")
                            .isNaN());
            var ranges = pipeline.storeLatencies("range-latency-max");
            assertThat(ranges).isNotEmpty().allSatisfy((store, latency) -> {
                if (!store.endsWith("-index")) {
                    assertThat(latency).as("range() of " + store).isNaN();
                }
            });
            assertThat(ranges.get("conversation-assembly.retention-index"))
                    .as("the front of the index is what is looked at")
                    .isNotNaN();
            assertThat(pipeline.size("conversation-assembly.conversations"))
                    .as("the new one alone")
                    .isEqualTo(1);
        }
    }

    private static List<String> changelogs(RunningPipeline pipeline) throws Exception {
        String application = pipeline.topics().turns().name().split("\\.")[0];
        try (var admin = pipeline.admin()) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(application + "-") && name.endsWith("-changelog"))
                    .filter(name -> ASSEMBLIES.stream().anyMatch(name::contains))
                    .toList();
        }
    }

    /** Which keys that name a conversation have a value, by changelog and key, with how many bytes. */
    private static Map<String, Integer> standing(RunningPipeline pipeline, List<String> changelogs, String prefix) {
        var standing = new TreeMap<String, Integer>();
        for (String changelog : changelogs) {
            for (ConsumerRecord<byte[], byte[]> record : pipeline.records(changelog)) {
                // Index keys begin with two numbers.
                String key = new String(record.key(), StandardCharsets.ISO_8859_1);
                if (key.contains(prefix) && record.value() == null) {
                    standing.remove(changelog + ":" + key);
                } else if (key.contains(prefix)) {
                    standing.put(changelog + ":" + key, record.value().length);
                }
            }
        }
        return standing;
    }

    private static List<TelemetryRow> conversations(String prefix, int count, long second) {
        var rows = new ArrayList<TelemetryRow>();
        for (int number = 1; number <= count; number++) {
            String id = prefix + number;
            rows.addAll(RowFixture.whole(id, id + "-a", 1, second + number));
            rows.addAll(RowFixture.whole(id, id + "-b", 2, second + 60 + number));
        }
        return rows;
    }
}
