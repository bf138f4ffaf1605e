package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.turnstile.schema.PartialReason;
import io.turnstile.schema.TelemetryRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** State leaves after its retention: the stores and, by tombstones, their changelogs; and nothing else is looked at. */
class RetentionTest {

    private static final List<String> ASSEMBLIES = List.of("turn-assembly.", "conversation-assembly.");

    private static final String RETENTION_INDEX = "conversation-assembly.retention-index";

    @Test
    void theLastWordOfChangelogsOnWhatWasRemovedIsATombstone() throws Exception {
        try (var pipeline =
                new RunningPipeline(Map.of("turn.check-interval", "200ms", "conversation.idle-period", "1s"))) {
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
            // Each look removes at least one of the twenty, however slow the machine.
            IntStream.range(0, 20).forEach(look -> pipeline.pass(Duration.ofSeconds(1)));

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

    @Test
    void whatCannotBeReadLeavesToo() {
        try (var pipeline = new PipelineDriver()) {
            pipeline.send(conversations("old-", 3, 0));
            pipeline.quiet();
            pipeline.damage("conversation-assembly.conversations", "old-1");
            pipeline.damage("conversation-assembly.turns", "old-2\0old-2-a");
            pipeline.passUntilEmpty(RETENTION_INDEX, Duration.ofDays(31), Duration.ofSeconds(1));
            assertThat(pipeline.size("conversation-assembly.turns")).isZero();
            assertThat(pipeline.size("conversation-assembly.conversations")).isZero();
            assertThat(pipeline.deadLetters())
                    .as("the header alone has to be read")
                    .singleElement()
                    .satisfies(
                            letter -> assertThat(DeadLetters.text(letter.key())).isEqualTo("old-1"));
        }
    }

    /** Stream time stands still and the stream is not idle, so the conversation is not quiet when its retention ends. */
    @Test
    void anOpenConversationIsSentBeforeItsStateLeaves() {
        try (var pipeline = new PipelineDriver(Map.of("conversation.retention", "35m"))) {
            pipeline.send(RowFixture.whole("open", "open-1", 1, 0));
            for (int minute = 5; minute <= 35; minute += 5) {
                pipeline.pass(Duration.ofMinutes(5));
                pipeline.send(RowFixture.whole("other-" + minute, "other-" + minute, 1, 0));
            }
            pipeline.pass(Duration.ofSeconds(1));
            assertThat(pipeline.size("conversation-assembly.conversations"))
                    .as("all but the first")
                    .isEqualTo(7);
            assertThat(pipeline.conversations()).containsOnlyKeys("open");
        }
    }

    /** What stands in a topic of such a conversation is not known any more, and stays (docs/pipeline.md, Not guaranteed). */
    @Test
    void aConversationThatResumesAfterItsRetentionStartsAnewAndTakesNothingBack() {
        try (var pipeline = new PipelineDriver()) {
            pipeline.send(conversations("c-", 1, 0));
            pipeline.quiet();
            pipeline.passUntilEmpty(RETENTION_INDEX, Duration.ofDays(31), Duration.ofSeconds(1));
            long later = Duration.ofDays(31).toSeconds();
            pipeline.send(RowFixture.whole("c-1", "c-1-c", 3, later));
            pipeline.quiet();
            assertThat(pipeline.partial().get("c-1").getPartialReason()).isEqualTo(PartialReason.MISSING_FIRST_TURN);
            assertThat(pipeline.partial().get("c-1").getRevision()).isEqualTo(1);
            assertThat(pipeline.conversations().get("c-1").getTurns()).hasSize(2);
            assertThat(pipeline.requests()).as("of the turns before").isNotEmpty();
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
