package io.turnstile.datasets.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.turnstile.config.ConfigurationException;
import io.turnstile.datasets.neardup.TextSource;
import io.turnstile.schema.LabeledTurn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export that was stopped must not take over from before. */
class ResumedExportTest {

    private static final List<LabeledTurn> TURNS = GeneratedTurns.of(1_200);
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    /** Kafka's default, which the topics of this test have. */
    private static final Duration TOMBSTONES_STAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    /** Stops once the first batch was committed: some of the first records of both partitions. */
    private static final class Stopping implements ExportProgress {

        private static final Pattern READING = Pattern.compile("reading labels: ([5-9]\\d\\d) of .*");

        private boolean isReading;

        @Override
        public void show(String text) {
            isReading |= READING.matcher(text).matches();
        }

        @Override
        public boolean isStopped() {
            return isReading;
        }
    }

    private static final ExportProgress SILENT = new ExportProgress() {

        @Override
        public void show(String text) {}

        @Override
        public boolean isStopped() {
            return false;
        }
    };

    @Test
    void whatWasCleanedAwaySinceIsNotTakenOver() throws Exception {
        LabeledTopic topic = LabeledTopic.create("cleaned", 2).send(TURNS);
        stop(topic, at(START));
        cleanAway(topic, 100);

        export(topic, at(START.plus(TOMBSTONES_STAY).plusSeconds(1)), "resumed");

        export(topic, at(START), "whole");
        assertThat(rows("resumed")).isEqualTo(rows("whole"));
    }

    /** Otherwise the test above would show nothing. */
    @Test
    void asLongAsTombstonesStayItGoesOn() throws Exception {
        LabeledTopic topic = LabeledTopic.create("not-yet", 2).send(TURNS);
        stop(topic, at(START));
        cleanAway(topic, 100);

        export(topic, at(START.plus(TOMBSTONES_STAY)), "resumed");

        export(topic, at(START), "whole");
        assertThat(rows("resumed")).isNotEqualTo(rows("whole"));
    }

    @Test
    void whoReadsForLongerThanTombstonesStayIsTold() throws Exception {
        LabeledTopic topic = LabeledTopic.create("slow", 2).send(TURNS);
        var slow = new InstantSource() {

            private Instant now = START;

            @Override
            public Instant instant() {
                now = now.plus(TOMBSTONES_STAY).plusSeconds(1);
                return now;
            }
        };

        assertThatThrownBy(() -> export(topic, slow, "resumed"))
                .isInstanceOf(ExportException.class)
                .hasMessageContainingAll("slow.labeled took longer than delete.retention.ms, PT24H");

        export(topic, at(Instant.MAX), "resumed");
        assertThat(directory.resolve("resumed/manifest.json")).exists();
    }

    @Test
    void otherNearDuplicatesAreAnotherExport() throws Exception {
        LabeledTopic topic = LabeledTopic.create("settings", 2).send(TURNS);
        stop(topic, at(START));

        assertThatThrownBy(() ->
                        DatasetExport.run(request("resumed"), topic.environment(new Settings(0.9), at(START)), SILENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"threshold\":0.8");
    }

    /** To compare texts can take minutes. */
    @Test
    void itStopsWhileItLooksForNearDuplicates() throws Exception {
        LabeledTopic topic = LabeledTopic.create("comparing", 2).send(TURNS);
        var stopped = new AtomicBoolean();
        var stoppable = new ExportProgress() {

            @Override
            public void show(String text) {}

            @Override
            public boolean isStopped() {
                return stopped.get();
            }
        };
        TextClusters comparing = texts -> {
            stopped.set(true);
            texts.at(0);
            throw new AssertionError("It went on comparing");
        };

        assertThatThrownBy(
                        () -> DatasetExport.run(request("resumed"), topic.environment(comparing, at(START)), stoppable))
                .isInstanceOfSatisfying(
                        ExportException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(ExportException.Reason.STOPPED));
        assertThat(directory.resolve("resumed/.work/texts")).doesNotExist();
    }

    @Test
    void theSettingsOfNearDuplicatesAreWrittenDown() throws Exception {
        LabeledTopic topic = LabeledTopic.create("written", 2).send(TURNS);

        export(topic, at(START), "whole");

        assertThat(Files.readString(directory.resolve("whole/manifest.json"))).contains("\"threshold\" : 0.8");
        assertThat(Files.readString(directory.resolve("whole/export_config.json")))
                .contains("\"threshold\" : 0.8");
    }

    @Test
    void aTopicThatWasMadeAgainIsAnother() throws Exception {
        LabeledTopic topic = LabeledTopic.create("again", 2).send(TURNS);
        stop(topic, at(START));
        delete(topic);
        LabeledTopic again = LabeledTopic.create("again", 2).send(TURNS).send(TURNS);

        assertThatThrownBy(() -> export(again, at(START), "resumed"))
                .isInstanceOf(ExportException.class)
                .hasMessageContainingAll("not those that this export began with", ".work");
    }

    private record Settings(double threshold) implements TextClusters {

        @Override
        public Found of(TextSource texts) {
            return NONE.of(texts);
        }

        @Override
        public Map<String, Number> settings() {
            return Map.of("threshold", threshold);
        }
    }

    private void stop(LabeledTopic topic, InstantSource clock) {
        assertThatThrownBy(() -> DatasetExport.run(
                        request("resumed"), topic.environment(new Settings(0.8), clock), new Stopping()))
                .isInstanceOfSatisfying(
                        ExportException.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(ExportException.Reason.STOPPED));
    }

    private void export(LabeledTopic topic, InstantSource clock, String name) {
        DatasetExport.run(request(name), topic.environment(new Settings(0.8), clock), SILENT);
    }

    private ExportRequest request(String name) {
        return HaltingExport.request(directory.resolve(name));
    }

    private Map<String, String> rows(String name) throws Exception {
        return List.of("train.jsonl", "validation.jsonl", "test.jsonl").stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        file -> content(directory.resolve(name).resolve(file))));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static InstantSource at(Instant time) {
        return InstantSource.fixed(time);
    }

    /** As if later tombstones had let compaction remove the first records, and were gone themselves. */
    private static void cleanAway(LabeledTopic topic, long before) throws Exception {
        String name = topic.catalogue().labeled().name();
        try (var admin = Admin.create(LabeledTopic.cluster().clientProperties(Map.of()))) {
            // Of a topic that is compacted and no more, no records can be deleted by hand.
            var deletable =
                    new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact,delete"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), List.of(deletable)))
                    .all()
                    .get();
            await().atMost(LabeledTopic.PATIENCE).ignoreExceptions().until(() -> deleteRecords(admin, name, before));
        }
    }

    private static boolean deleteRecords(Admin admin, String name, long before) throws Exception {
        admin.deleteRecords(Map.of(
                        new TopicPartition(name, 0), RecordsToDelete.beforeOffset(before),
                        new TopicPartition(name, 1), RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
        return true;
    }

    private static void delete(LabeledTopic topic) throws Exception {
        String name = topic.catalogue().labeled().name();
        try (var admin = Admin.create(LabeledTopic.cluster().clientProperties(Map.of()))) {
            admin.deleteTopics(List.of(name)).all().get();
            await().atMost(LabeledTopic.PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(name));
        }
    }
}
