package io.turnstile.datasets.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.config.ConfigurationException;
import io.turnstile.datasets.router.LightRouter;
import io.turnstile.datasets.router.RouterConfiguration;
import io.turnstile.datasets.router.RouterEvaluation;
import io.turnstile.datasets.router.RouterReport;
import io.turnstile.datasets.verify.DatasetVerification;
import io.turnstile.plan.Candidate;
import io.turnstile.plan.Candidates;
import io.turnstile.plan.Plan;
import io.turnstile.plan.PlanText;
import io.turnstile.plan.Sample;
import io.turnstile.plan.Split;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports from a real broker. */
class DatasetExportTest {

    private static final long SPLIT_SEED = 1;
    private static final Plan PLAN = PlanText.parse("small", "kind=session size=300 ratio=50:50");
    private static final Plan TOO_LARGE = PlanText.parse("large", "kind=session size=1000 ratio=50:50");
    private static final List<LabeledTurn> TURNS = GeneratedTurns.of(1_200);

    private static LabeledTopic topic;

    @TempDir
    private Path directory;

    @BeforeAll
    static void fill() throws InterruptedException {
        topic = LabeledTopic.create("export", 3).send(TURNS);
    }

    @Test
    void theSameOffsetsGiveTheSameFiles() throws IOException {
        export(topic, request(PLAN, "first"));
        export(topic, request(PLAN, "second"));
        Map<String, Long> first = contents("first");
        assertThat(first)
                .containsKeys("train.parquet", "train.jsonl", "val.jsonl", "test.natural.parquet", "manifest.json")
                .isEqualTo(contents("second"));
        assertThat(first.get("val.jsonl")).isEqualTo(first.get("validation.jsonl"));
    }

    @Test
    void anotherOrderGivesTheSameDataFiles() throws Exception {
        List<LabeledTurn> others = GeneratedTurns.of(1_300).subList(1_200, 1_300);
        LabeledTopic another = LabeledTopic.create("another-order", 2)
                .send(TURNS.subList(0, 300).stream()
                        .map(GeneratedTurns::relabelled)
                        .toList())
                .send(others)
                .send(GeneratedTurns.shuffled(TURNS, 5))
                .withdraw(others.stream().map(LabeledTurn::getMessageId).toList());
        export(topic, request(PLAN, "first"));
        export(another, request(PLAN, "second"));
        Map<String, Long> first = contents("first");
        Map<String, Long> second = contents("second");
        first.keySet().removeAll(Set.of("manifest.json", "README.md"));
        second.keySet().removeAll(Set.of("manifest.json", "README.md"));
        assertThat(first).isEqualTo(second);
    }

    @Test
    void keptNearDuplicatesLeaveThePlansSample() throws Exception {
        export(topic, request(PLAN, "kept", new ExportRequest.Options(true, false, false, List.of(), "mit")));
        Sample sample = Sample.of(PLAN, candidates());
        for (Split split : Split.values()) {
            List<String> expected = sample.drawn().entrySet().stream()
                    .filter(drawn -> drawn.getKey().split() == split)
                    .flatMap(drawn -> drawn.getValue().stream())
                    .sorted()
                    .map(Candidate::messageId)
                    .toList();
            assertThat(column("kept", Names.of(split) + ".parquet", "message_id"))
                    .isEqualTo(expected);
            assertThat(column("kept", Names.of(split) + ".jsonl", "message_id")).isEqualTo(expected);
        }
    }

    @Test
    void whatIsWrittenIsVerifiedAndTrains() {
        export(topic, request(PLAN, "whole", new ExportRequest.Options(true, false, false, List.of(), "mit")));
        Path whole = directory.resolve("whole");
        assertThat(DatasetVerification.of(whole).checks())
                .allSatisfy(check ->
                        assertThat(check.isPassed()).as(check.toString()).isTrue());
        RouterReport router = LightRouter.of(whole, new RouterConfiguration(60, 20, 100, 3, 1), (done, all) -> {});
        assertThat(router.trainRows()).isEqualTo(60);
        assertThat(router.trainRowsAvailable()).isEqualTo(249);
        assertThat(router.evaluations())
                .extracting(RouterEvaluation::split)
                .containsExactly("validation", "validation.natural", "test", "test.natural");
    }

    @Test
    void ofNearDuplicatesOneIsLeft() throws Exception {
        TextClusters byFirstDigits = texts -> {
            var clusters = new ArrayList<Long>();
            texts.forEach(text -> clusters.add(
                    (long) text.split(":")[0].replaceAll("\\d$", "").hashCode()));
            return new TextClusters.Found(
                    clusters.stream().mapToLong(Long::longValue).toArray(), 3);
        };
        DatasetExport.run(request(PLAN, "dropped"), topic.environment(byFirstDigits), new Watch());
        var seen = new HashSet<String>();
        for (Split split : Split.values()) {
            for (String text : column("dropped", Names.of(split) + ".parquet", "text")) {
                assertThat(seen.add(text.split(":")[0].replaceAll("\\d$", ""))).isTrue();
            }
        }
        assertThat(column("dropped", "train.parquet", "near_duplicate_count")).contains("9");
        assertThat(manifest("dropped").at("/near_duplicates/left_out").asInt()).isPositive();
        assertThat(manifest("dropped").at("/near_duplicates/crowded_buckets").asInt())
                .isEqualTo(3);
        assertThat(Files.readString(directory.resolve("dropped/README.md")))
                .contains("3 groups were so large that not all of their pairs were compared");
    }

    @Test
    void theManifestSaysWhatIsThere() throws Exception {
        export(topic, request(PLAN, "said"));
        JsonNode manifest = manifest("said");
        for (String split : List.of("train", "validation", "test")) {
            List<String> labels = column("said", split + ".parquet", "label_name");
            JsonNode counts = manifest.at("/counts/" + split);
            assertThat(counts).isEqualTo(manifest.at("/quotas/" + split));
            assertThat(counts.get("reasoning").asLong())
                    .isEqualTo(labels.stream().filter("reasoning"::equals).count());
            assertThat(counts.get("non-reasoning").asLong())
                    .isEqualTo(labels.stream().filter("non-reasoning"::equals).count());
        }
        List<String> natural = column("said", "test.natural.jsonl", "label_name");
        assertThat(manifest.at("/natural_prevalence/test/reasoning").asDouble())
                .isEqualTo((double) natural.stream().filter("reasoning"::equals).count() / natural.size())
                .isGreaterThan(0.55);
        assertThat(manifest.at("/fingerprints")).hasToString("[\"" + GeneratedTurns.JUDGE + "\"]");
        assertThat(manifest.at("/offsets/export.labeled").findValuesAsText("offset").stream()
                        .mapToInt(Integer::parseInt)
                        .sum())
                .isEqualTo(TURNS.size());
        assertThat(Files.exists(directory.resolve("said/.work"))).isFalse();
    }

    @Test
    void aStoppedExportGoesOnAtTheOffsetsThatItBeganWith() throws Exception {
        LabeledTopic growing = LabeledTopic.create("growing", 2).send(TURNS);
        export(growing, request(PLAN, "whole"));
        var whileReading = new Watch();
        whileReading.stopAt = "reading labels";
        assertStopped(growing, whileReading);
        growing.send(GeneratedTurns.of(1_500).subList(1_200, 1_500));
        var whileWriting = new Watch();
        whileWriting.stopAt = "writing test";
        assertStopped(growing, whileWriting);
        var train = directory.resolve("resumed/train.parquet");
        var written = Files.getLastModifiedTime(train);
        export(growing, request(PLAN, "resumed"));
        assertThat(contents("resumed")).isEqualTo(contents("whole"));
        assertThat(Files.getLastModifiedTime(train)).isEqualTo(written);
    }

    private void assertStopped(LabeledTopic from, Watch watch) {
        assertThatThrownBy(
                        () -> DatasetExport.run(request(PLAN, "resumed"), from.environment(TextClusters.NONE), watch))
                .isInstanceOfSatisfying(
                        ExportException.class,
                        stopped -> assertThat(stopped.reason()).isEqualTo(ExportException.Reason.STOPPED));
    }

    @Test
    void aKilledExportGoesOnAndWritesNothingTwice() throws Exception {
        LabeledTopic growing = LabeledTopic.create("killed", 2).send(TURNS);
        export(growing, HaltingExport.request(directory.resolve("whole")));
        Path killed = directory.resolve("resumed");
        assertThat(HaltingExport.run("killed", killed, "reading labels: [1-9].*"))
                .isEqualTo(HaltingExport.DEAD);
        growing.send(GeneratedTurns.of(1_500).subList(1_200, 1_500));
        assertThat(HaltingExport.run("killed", killed, "writing test")).isEqualTo(HaltingExport.DEAD);
        var written = Files.getLastModifiedTime(killed.resolve("train.parquet"));
        export(growing, HaltingExport.request(killed));
        assertThat(contents("resumed")).isEqualTo(contents("whole"));
        assertThat(Files.getLastModifiedTime(killed.resolve("train.parquet"))).isEqualTo(written);
    }

    @Test
    void anotherExportDoesNotGoOnWhereOneWasStopped() throws IOException {
        var watch = new Watch();
        watch.stopAt = "drawing";
        assertStopped(topic, watch);
        assertThatThrownBy(() -> export(topic, request(TOO_LARGE, "resumed")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("another export is under way");
        export(topic, request(PLAN, "resumed"));
    }

    @Test
    void aFinishedExportStaysAsItIsAndHasNoWorkFileLeft() throws IOException {
        export(topic, request(PLAN, "finished"));
        Map<String, Long> before = contents("finished");
        Files.createDirectory(directory.resolve("finished/.work"));
        Files.writeString(directory.resolve("finished/.work/work.duckdb"), "left by a kill");
        assertThatThrownBy(() -> export(topic, request(PLAN, "finished")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("finished export");
        assertThat(contents("finished")).isEqualTo(before);
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        var missing =
                new LabeledTopic(new TopicCatalogue(new TopicConfiguration("missing.", 1, 1, Duration.ofDays(1))));

        assertThatThrownBy(() -> export(missing, request(PLAN, "missing")))
                .isInstanceOf(ExportException.class)
                .hasMessage("There is no topic missing.labeled. Run 'topics create'; check topics.prefix.");

        // Once the prefix is right, nothing is in the way.
        export(topic, request(PLAN, "missing"));
    }

    @Test
    void aShortfallIsReported() throws Exception {
        ExportSummary summary = export(topic, request(TOO_LARGE, "short"));
        assertThat(summary.size()).isLessThan(1_000);
        assertThat(summary.shares())
                .anySatisfy(share -> assertThat(share.shortfall()).isPositive());
        assertThat(manifest("short").get("shortfalls").findValuesAsText("label_name"))
                .contains("non-reasoning");
        assertThat(Files.readString(directory.resolve("short/README.md"))).contains("**Short:** train lacks");
    }

    @Test
    void aShortfallShrinksTheSizeAndKeepsTheRatio() throws Exception {
        ExportSummary summary = export(topic, request(TOO_LARGE, "shrunk", ShortfallPolicy.SHRINK));
        assertThat(summary.size()).isBetween(300, 999);
        assertThat(summary.shares())
                .allSatisfy(share -> assertThat(share.shortfall()).isZero());
        JsonNode manifest = manifest("shrunk");
        assertThat(manifest.at("/plan/size").asInt()).isEqualTo(summary.size());
        assertThat(manifest.at("/plan/asked_size").asInt()).isEqualTo(1_000);
        assertThat(manifest.at("/counts/train/reasoning").asInt())
                .isCloseTo(manifest.at("/counts/train/non-reasoning").asInt(), Offset.offset(1));
    }

    @Test
    void aShortfallIsRefusedAndNothingIsLeft() {
        assertThatThrownBy(() -> export(topic, request(TOO_LARGE, "refused", ShortfallPolicy.REFUSE)))
                .isInstanceOfSatisfying(
                        ExportException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ExportException.Reason.SHORTFALL))
                .hasMessageContaining("lacks");
        assertThat(directory.resolve("refused")).doesNotExist();
    }

    @Test
    void aShortfallIsWaitedFor() throws Exception {
        LabeledTopic growing = LabeledTopic.create("waited-for", 2).send(TURNS.subList(0, 200));
        var watch = new Watch();
        var waits = new CountDownLatch(1);
        watch.onShow = text -> {
            if (text.contains("lacks")) {
                waits.countDown();
            }
        };
        var export = CompletableFuture.supplyAsync(() -> DatasetExport.run(
                request(PLAN, "waited", ShortfallPolicy.WAIT), growing.environment(TextClusters.NONE), watch));
        assertThat(waits.await(LabeledTopic.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        growing.send(TURNS.subList(200, 1_200));
        ExportSummary summary = export.get(LabeledTopic.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(summary.size()).isEqualTo(300);
        assertThat(summary.shares())
                .allSatisfy(share -> assertThat(share.shortfall()).isZero());
    }

    @Test
    void weightsTakeAllTurnsAndMendTheRatio() throws Exception {
        Plan plan = PlanText.parse("weighted", "kind=session size=300 ratio=70:30");
        export(topic, request(plan, "weighted", new ExportRequest.Options(false, true, false, List.of(), "mit")));
        Map<String, Double> sums = sumsOfWeights("weighted", "train.parquet");
        List<String> all = column("weighted", "train.parquet", "label_name");
        assertThat(sums.get("reasoning") / all.size()).isCloseTo(0.7, within());
        assertThat(sums.get("non-reasoning") / all.size()).isCloseTo(0.3, within());
        long expected = Sample.capped(plan.pool(), candidates()).stream()
                .filter(candidate -> candidate.split() == Split.TRAIN)
                .count();
        assertThat(all).hasSize((int) expected);
        assertThat(column("weighted", "validation.natural.parquet", "weight")).containsOnly("1.0");
    }

    @Test
    void aWeightedDatasetIsVerified() {
        Plan plan = PlanText.parse("weighted", "kind=session size=300 ratio=70:30");
        export(topic, request(plan, "verified", new ExportRequest.Options(true, true, false, List.of(), "mit")));

        assertThat(DatasetVerification.of(directory.resolve("verified")).checks())
                .allSatisfy(check ->
                        assertThat(check.isPassed()).as(check.toString()).isTrue());
    }

    @Test
    void timeAndTombstonesSayWhatIsRead() throws Exception {
        long before = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
        LabeledTopic timed = LabeledTopic.create("timed", 2)
                .send(TURNS.subList(0, 800), before)
                .send(TURNS.subList(800, 900), before + 60_000);
        Instant between = Instant.ofEpochMilli(before + 30_000);
        var atTime = new ExportRequest(
                PLAN,
                SPLIT_SEED,
                directory.resolve("at"),
                Optional.of(between),
                EnumSet.of(FileFormat.JSONL),
                ShortfallPolicy.REPORT,
                ExportRequest.Options.DEFAULT);
        ExportSummary then = export(timed, atTime);
        assertThat(then.candidates()).isEqualTo(800);
        assertThat(then.lateMessages()).isEqualTo(100);
        timed.withdraw(List.of("message-1", "message-2"));
        ExportSummary now = export(timed, request(PLAN, "now"));
        assertThat(now.candidates()).isEqualTo(898);
        assertThat(now.lateMessages()).isZero();
        assertThat(contents("at")).doesNotContainKey("train.parquet");
    }

    @Test
    void aReleaseNeedsTheRecordOfItsJudge() throws Exception {
        var other = new ReleaseRecord("llm/other/0002", "00ff", "2026-01-01T00:00:00Z");
        assertThatThrownBy(() -> export(topic, request(PLAN, "unreleased", released(other))))
                .isInstanceOfSatisfying(
                        ExportException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ExportException.Reason.NOT_RELEASABLE))
                .hasMessageContaining(GeneratedTurns.JUDGE);
        var own = new ReleaseRecord(GeneratedTurns.JUDGE, "00ff", "2026-01-01T00:00:00Z");
        assertThat(export(topic, request(PLAN, "released", released(own))).isReleased())
                .isTrue();
        assertThat(manifest("released").get("released").asBoolean()).isTrue();
    }

    @Test
    void aBaselineIsNeverReleasedAndJudgesAreNotMixedUnasked() throws Exception {
        LabeledTopic mixed = LabeledTopic.create("mixed", 1)
                .send(TURNS.subList(0, 100))
                .send(TURNS.subList(100, 200).stream()
                        .map(turn -> LabeledTurn.newBuilder(turn)
                                .setFingerprint("offline-rubric/2")
                                .setIsBaseline(true)
                                .build())
                        .toList());
        assertThatThrownBy(() -> export(mixed, request(PLAN, "mixed")))
                .isInstanceOfSatisfying(
                        ExportException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ExportException.Reason.SEVERAL_JUDGES));
        assertThat(directory.resolve("mixed")).doesNotExist();
        var records = List.of(
                new ReleaseRecord(GeneratedTurns.JUDGE, "00ff", "2026-01-01T00:00:00Z"),
                new ReleaseRecord("offline-rubric/2", "00ff", "2026-01-01T00:00:00Z"));
        assertThatThrownBy(() -> export(
                        mixed,
                        request(PLAN, "baseline", new ExportRequest.Options(false, false, true, records, "mit"))))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("baseline");
    }

    private static ExportRequest.Options released(ReleaseRecord record) {
        return new ExportRequest.Options(false, false, false, List.of(record), "mit");
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    private static Collection<Candidate> candidates() {
        var candidates = new Candidates(PLAN.pool(), SPLIT_SEED);
        return TURNS.stream().flatMap(turn -> candidates.of(turn).stream()).toList();
    }

    private ExportRequest request(Plan plan, String name) {
        return request(plan, name, ShortfallPolicy.REPORT);
    }

    private ExportRequest request(Plan plan, String name, ShortfallPolicy policy) {
        return request(plan, name, policy, ExportRequest.Options.DEFAULT);
    }

    private ExportRequest request(Plan plan, String name, ExportRequest.Options options) {
        return request(plan, name, ShortfallPolicy.REPORT, options);
    }

    private ExportRequest request(Plan plan, String name, ShortfallPolicy policy, ExportRequest.Options options) {
        return new ExportRequest(
                plan,
                SPLIT_SEED,
                directory.resolve(name),
                Optional.empty(),
                EnumSet.allOf(FileFormat.class),
                policy,
                options);
    }

    private static ExportSummary export(LabeledTopic from, ExportRequest request) {
        return DatasetExport.run(request, from.environment(TextClusters.NONE), new Watch());
    }

    /** The hash of each file, by path. */
    private Map<String, Long> contents(String name) throws IOException {
        var contents = new TreeMap<String, Long>();
        Path root = directory.resolve(name);
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        root.relativize(file).toString(), Hashing.xxh3_64().hashBytesToLong(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private JsonNode manifest(String name) throws IOException {
        return new JsonMapper()
                .readTree(directory.resolve(name).resolve("manifest.json").toFile());
    }

    private List<String> column(String name, String file, String column) throws SQLException {
        var values = new ArrayList<String>();
        select(name, file, column, row -> values.add(row.getString(1)));
        return values;
    }

    private Map<String, Double> sumsOfWeights(String name, String file) throws SQLException {
        var sums = new TreeMap<String, Double>();
        select(name, file, "label_name, weight", row -> sums.merge(row.getString(1), row.getDouble(2), Double::sum));
        return sums;
    }

    private void select(String name, String file, String columns, WorkFile.RowReader reader) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT " + columns + " FROM '"
                        + directory.resolve(name).resolve(file) + "'")) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** Stops where it is told to. */
    private static final class Watch implements ExportProgress {

        private String stopAt;
        private boolean isStopped;
        private Consumer<String> onShow = text -> {};

        @Override
        public void show(String text) {
            onShow.accept(text);
            isStopped |= stopAt != null && text.startsWith(stopAt);
        }

        @Override
        public boolean isStopped() {
            return isStopped;
        }
    }
}
