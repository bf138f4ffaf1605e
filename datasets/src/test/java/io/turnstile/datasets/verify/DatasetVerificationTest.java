package io.turnstile.datasets.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A valid dataset passes. Broken in one way, it fails that check, and no other but those that see the same thing. */
class DatasetVerificationTest {

    private static final List<String> BOTH = List.of("parquet", "jsonl");

    private final DatasetFixture dataset = DatasetFixture.valid();

    /** What was checked last. */
    private List<Check> checks;

    /** All that is written: to open DuckDB for each test takes its time. */
    @TempDir
    static Path root;

    private static Path valid;
    private static Connection connection;

    private Path directory;
    private Path elsewhere;

    @BeforeAll
    static void writeValid() throws Exception {
        valid = Files.createDirectory(root.resolve("valid"));
        DatasetFixture.writeValid(valid);
        connection = DuckDb.over(root.toRealPath());
    }

    @BeforeEach
    void makeDirectories() throws Exception {
        directory = Files.createTempDirectory(root.toRealPath(), "dataset");
        elsewhere = Files.createTempDirectory(root.toRealPath(), "elsewhere");
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
    }

    @Test
    void aValidDatasetPasses() throws Exception {
        dataset.formats = BOTH;
        dataset.write(directory, valid);

        VerificationReport report = DatasetVerification.of(directory);

        assertThat(report.checks())
                .hasSize(27)
                .allSatisfy(check ->
                        assertThat(check.isPassed()).as(check.toString()).isTrue());
        assertThat(report.isPassed()).isTrue();
    }

    /** So that what is broken below need not be written. */
    @ParameterizedTest
    @ValueSource(strings = {"parquet", "jsonl"})
    void whatIsReadIsWhatWasWritten(String format) throws Exception {
        dataset.formats = List.of(format);
        dataset.row("train", 3).put("user_hash", null);
        dataset.row("train", 3).put("weight", 0.0);
        dataset.row("test", 4).put("text", " \n\"\uD83D\uDE80");
        dataset.write(directory, valid);

        List<SplitRows> read = SplitFiles.open(connection, directory, DatasetManifest.read(directory))
                .read();
        assertThat(read).isEqualTo(dataset.read(directory).splits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "jsonl"})
    void oneFormatIsEnough(String format) throws Exception {
        dataset.formats = List.of(format);

        assertThatFailed().isEmpty();
    }

    @Test
    void splitsCanBeEmptyIfTheManifestSaysSo() throws Exception {
        dataset.formats = BOTH;
        dataset.rows("test").clear();
        dataset.rows("test.natural").clear();
        count("counts", "test", "reasoning", 0);
        count("counts", "test", "non-reasoning", 0);
        shortfall("test", "reasoning", 5);
        shortfall("test", "non-reasoning", 5);
        object("natural_prevalence", "test")
                .put("turns", 0)
                .putNull("reasoning")
                .putNull("non-reasoning");

        assertThatFailed().isEmpty();
    }

    @Test
    void aMissingFileIsSeen() throws Exception {
        dataset.write(directory, valid);
        Files.delete(directory.resolve("plots/length.svg"));

        assertThat(failed()).containsExactly("files");
        assertThat(found("files")).isEqualTo("plots/length.svg is missing");
    }

    @Test
    void aFileTooManyIsSeen() throws Exception {
        dataset.write(directory, valid);
        Files.writeString(directory.resolve("notes.txt"), "mine");

        assertThat(failed()).containsExactly("files");
        assertThat(found("files")).isEqualTo("notes.txt is not in the manifest");
    }

    @Test
    void aChangedFileIsSeen() throws Exception {
        dataset.write(directory, valid);
        Files.writeString(directory.resolve("README.md"), "# A cord\n");

        assertThat(failed()).containsExactly("sha256");
        assertThat(found("sha256")).isEqualTo("README.md was changed");
    }

    @Test
    void aSplitWithoutFileIsSeen() throws Exception {
        dataset.splits.remove("test.natural");

        assertThatFailed().containsExactly("readable");
    }

    @Test
    void aFileThatIsNoParquetIsSeen() throws Exception {
        dataset.formats = BOTH;
        dataset.write(directory, valid);
        Files.writeString(directory.resolve("train.parquet"), "no Parquet");

        assertThat(failed()).containsExactly("sha256", "readable");
        assertThat(found("readable")).isEqualTo("train.parquet cannot be read by DuckDB");
    }

    @Test
    void aLineThatIsNoJsonIsSeen() throws Exception {
        dataset.formats = BOTH;
        dataset.write(directory, valid);
        Files.writeString(directory.resolve("train.jsonl"), "{\"text\": \"cut o", StandardOpenOption.APPEND);

        assertThat(failed()).containsExactly("sha256", "readable");
    }

    @Test
    void aWrongNumberOfRowsInTheManifestIsSeen() throws Exception {
        dataset.formats = List.of("jsonl");
        dataset.write(directory, valid);
        listRows("train.jsonl", 41);

        assertThat(failed()).containsExactly("rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages/train.parquet", "messages/train.jsonl", "conversations/short.jsonl", "val.jsonl"})
    void aFurtherFileThatCannotBeReadIsSeen(String file) throws Exception {
        dataset.formats = BOTH;
        dataset.write(directory, valid);
        Files.writeString(directory.resolve(file), "{\"conversation_id\": \"cut o");

        assertThat(failed()).contains("sha256", "readable").isSubsetOf("sha256", "readable", "formats");
        assertThat(found("readable")).isEqualTo(file + " cannot be read by DuckDB");
    }

    @Test
    void aFileWithRowsOfNoKnownFormatIsSeen() throws Exception {
        dataset.write(directory, valid);
        listRows("README.md", 1);

        assertThat(failed()).containsExactly("readable");
        assertThat(found("readable")).isEqualTo("README.md has rows, and is neither Parquet nor JSON lines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages/train.parquet", "messages/test.jsonl", "conversations/short.jsonl", "val.jsonl"})
    void aWrongNumberOfFurtherRowsInTheManifestIsSeen(String file) throws Exception {
        dataset.formats = BOTH;
        dataset.write(directory, valid);
        listRows(file, 41);

        assertThat(failed()).containsExactly("rows");
        assertThat(found("rows")).matches(file + " has \\d+ rows, the manifest says 41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages/train.jsonl", "conversations/short.jsonl"})
    void conversationsThatDifferFromTheirCopyAreSeen(String file) throws Exception {
        var other = DatasetFixture.valid();
        var view = other.views.get(file.replace(".jsonl", ""));
        view.set(
                1,
                new DatasetFixture.WholeConversation(
                        view.get(1).id(), view.get(1).split(), "another text"));
        useJsonlOf(other, file);

        assertThat(failed()).containsExactly("sha256", "formats");
        assertThat(found("formats"))
                .isEqualTo(file.replace("jsonl", "parquet") + " and " + file + " do not hold the same rows");
    }

    @Test
    void conversationsInAnotherOrderThanTheirCopyAreSeen() throws Exception {
        var other = DatasetFixture.valid();
        Collections.swap(other.views.get("messages/train"), 0, 1);
        useJsonlOf(other, "messages/train.jsonl");

        assertThat(failed()).containsExactly("sha256", "formats");
    }

    @Test
    void conversationsOfOtherTypesThanTheirCopyAreSeen() throws Exception {
        dataset.formats = BOTH;
        dataset.write(directory, valid);
        Path file = directory.resolve("messages/train.jsonl");
        Files.writeString(file, Files.readString(file).replace("\"turns\":1", "\"turns\":\"one\""));

        assertThat(failed()).containsExactly("sha256", "formats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "jsonl"})
    void aChatOfAnotherSplitIsSeen(String format) throws Exception {
        dataset.formats = List.of(format);
        dataset.views
                .get("messages/test")
                .set(0, dataset.views.get("messages/train").get(0));

        assertThatFailed().containsExactly("split-views");
        assertThat(found("split-views")).matches("conversation_id-\\w+ is in test and train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "jsonl"})
    void aWholeConversationOfAnotherSplitIsSeen(String format) throws Exception {
        dataset.formats = List.of(format);
        split("conversations/short", "test");

        assertThatFailed().containsExactly("split-views");
        assertThat(found("split-views")).matches("conversation_id-\\w+ is in test and train");
    }

    @Test
    void aWholeConversationOfNoSplitIsSeen() throws Exception {
        split("conversations/short", "dev");

        assertThatFailed().containsExactly("split-views");
        assertThat(found("split-views"))
                .startsWith("conversations/short.parquet has 1 rows without a conversation or a split; ");
    }

    @Test
    void wholeConversationsNeedNotBeThere() throws Exception {
        dataset.views.clear();

        assertThatFailed().isEmpty();
        assertThat(found("split-views")).isEqualTo("no whole conversations");
    }

    @Test
    void formatsThatDifferAreSeen() throws Exception {
        var other = DatasetFixture.valid();
        other.row("train", 3).put("score", 77);
        useJsonlOf(other, "train.jsonl");

        assertThat(failed()).containsExactly("sha256", "formats");
    }

    @Test
    void formatsInAnotherOrderAreSeen() throws Exception {
        var other = DatasetFixture.valid();
        Collections.swap(other.rows("train"), 3, 4);
        useJsonlOf(other, "train.jsonl");

        assertThat(failed()).containsExactly("sha256", "formats");
    }

    @Test
    void aCopyThatDiffersIsSeen() throws Exception {
        var other = DatasetFixture.valid();
        other.row("validation", 3).put("score", 77);
        useJsonlOf(other, "val.jsonl");

        assertThat(failed()).containsExactly("sha256", "formats");
    }

    @Test
    void aWrongTypeIsSeen() throws Exception {
        dataset.types.put("label", "INTEGER");

        assertThatFailed().containsExactly("columns");
        assertThat(found("columns")).startsWith("train.parquet: label is INTEGER, not INT64");
    }

    @Test
    void aWrongTypeInJsonIsSeen() throws Exception {
        dataset.types.put("label", "VARCHAR");
        dataset.formats = List.of("jsonl");

        assertThatFailed().containsExactly("columns");
        assertThat(found("columns")).startsWith("train.jsonl: label is VARCHAR, not INT64");
    }

    @Test
    void aColumnInAnotherPlaceIsSeen() throws Exception {
        dataset.types.remove("stratum");
        dataset.types.put("stratum", "VARCHAR");

        assertThatFailed().containsExactly("columns");
        assertThat(found("columns")).startsWith("train.parquet: column 8 is not stratum");
    }

    @Test
    void aColumnThatSomeLinesDoNotHaveIsSeen() throws Exception {
        dataset.formats = List.of("jsonl");
        dataset.write(directory, valid);
        Path file = directory.resolve("train.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(2, lines.get(2).replaceFirst(",\"previous_model\":\"[^\"]*\"", ""));
        Files.write(file, lines);

        assertThat(failed()).containsExactly("sha256", "columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "a\"b", "a/b~c", "Text", "null", "", "a\\", "\u0000", "x\"')) FROM a; --"})
    void aColumnOfAnyNameIsNamed(String name) throws Exception {
        addKey(name);

        assertThat(failed()).containsExactly("sha256", "hindsight");
        assertThat(found("hindsight")).isEqualTo("train.jsonl: " + name + " does not begin with hindsight_");
    }

    @Test
    void aNameWithQuotesInParquetIsNamed() throws Exception {
        dataset.types.put("it's\"", "INTEGER");
        dataset.formats = BOTH;

        assertThatFailed().containsExactly("hindsight");
        assertThat(found("hindsight")).contains("train.parquet: it's\" does not begin with hindsight_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hindsight_a\"')) FROM read_json_objects(%2$s); COPY (SELECT 1) TO %1$s; SELECT list(json_type(json, '$.\"a",
                "hindsight_a': 'VARCHAR'}); COPY (SELECT 1) TO %1$s; SELECT ({'a",
                "hindsight_a\" AS VARCHAR) FROM read_parquet(%2$s); COPY (SELECT 1) TO %1$s; SELECT CAST(\"text"
            })
    void aColumnWhoseNameIsSqlDoesNothing(String name) throws Exception {
        Path written = directory.resolve("written.csv");
        Path train = directory.resolve("train.parquet");
        dataset.types.put(name.formatted(Quoted.text(written), Quoted.text(train)), "INTEGER");
        dataset.formats = BOTH;

        assertThatFailed().isEmpty();
        assertThat(written).doesNotExist();
    }

    @Test
    void nothingOutsideOfTheDirectoryIsReadOrWritten() throws Exception {
        try (Connection locked = DuckDb.over(directory)) {
            for (String sql : List.of(
                    "SELECT * FROM read_parquet(" + Quoted.text(valid.resolve("train.parquet")) + ")",
                    "COPY (SELECT 1) TO " + Quoted.text(elsewhere.resolve("written.csv")),
                    "SET enable_external_access = true",
                    "INSTALL httpfs")) {
                assertThatThrownBy(() -> DuckDb.number(locked, sql)).hasMessageContaining("configuration");
            }
        }
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aDirectoryWithQuotesOrLikeAPartitionIsRead() throws Exception {
        dataset.formats = BOTH;
        directory = Files.createDirectories(directory.resolve("split=it's"));
        dataset.write(directory, valid);

        assertThat(DatasetVerification.of(directory).checks()).allMatch(Check::isPassed);
    }

    @Test
    void hindsightWithoutItsPrefixIsSeen() throws Exception {
        dataset.types.put("num_requests", "INTEGER");

        assertThatFailed().containsExactly("hindsight");
        assertThat(found("hindsight")).contains("train.parquet: num_requests does not begin with hindsight_");
    }

    @Test
    void moreHindsightIsAllowed() throws Exception {
        dataset.types.put("hindsight_cost", "DOUBLE");

        assertThatFailed().isEmpty();
    }

    @Test
    void aLabelWithTheOthersNameIsSeen() throws Exception {
        var row = dataset.row("validation.natural", 3);
        row.put("label_name", row.get("label").equals(0L) ? "non-reasoning" : "reasoning");

        assertThatContentsFailed().containsExactly("labels");
    }

    @Test
    void aLabelThatIsNoneIsSeen() throws Exception {
        dataset.row("train", 3).put("label", 2L);

        assertThatContentsFailed().containsExactly("labels");
    }

    @Test
    void aMappingTheOtherWayRoundIsSeen() throws Exception {
        dataset.mapping.putObject("label2id").put("reasoning", 1).put("non-reasoning", 0);

        assertThatContentsFailed().containsExactly("labels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "message_id", "fingerprint", "score", "weight"})
    void nullIsSeen(String column) throws Exception {
        dataset.row("train", 3).put(column, null);

        assertThatContentsFailed().containsExactly("no-nulls");
        assertThat(found("no-nulls")).isEqualTo("train: " + column + " is null in 1 rows");
    }

    @Test
    void aBlankTextIsSeen() throws Exception {
        dataset.row("train", 3).put("text", " \n");

        assertThatContentsFailed().containsExactly("no-nulls");
    }

    @Test
    void nullIsAllowedWhereItMeansUnknown() throws Exception {
        for (String column : List.of("user_hash", "previous_model", "soft_label", "hindsight_num_requests")) {
            dataset.row("train", 3).put(column, null);
        }

        assertThatContentsFailed().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightThatIsNoNumberAboveZeroIsSeen(double weight) throws Exception {
        dataset.row("train", 3).put("weight", weight);

        assertThatContentsFailed().containsExactly("weights");
    }

    @Test
    void aWeightThatTheManifestDoesNotStateIsSeen() throws Exception {
        dataset.row("train", 3).put("weight", 1.25);

        assertThatContentsFailed().containsExactly("weights");
        assertThat(found("weights")).isEqualTo("train has 1 weights that are not those of the manifest");
    }

    @Test
    void aWeightAtNaturalPrevalenceIsSeen() throws Exception {
        weighted();
        dataset.rows("test.natural").forEach(row -> row.put("weight", 0.75));

        assertThatContentsFailed().containsExactly("weights");
    }

    @Test
    void weightsThatMakeUpForMissingTurnsPass() throws Exception {
        weighted();

        assertThatContentsFailed().isEmpty();
    }

    @Test
    void aSplitOfOneClassPassesWithWeightsOfOne() throws Exception {
        weighted();
        dataset.rows("test").removeIf(row -> row.get("label").equals(0L));
        count("counts", "test", "reasoning", 0);
        count("quotas", "test", "reasoning", 0);

        assertThatContentsFailed().isEmpty();
    }

    @Test
    void aSplitOfOneClassWithOtherWeightsIsSeen() throws Exception {
        weighted();
        dataset.rows("test").removeIf(row -> row.get("label").equals(0L));
        count("counts", "test", "reasoning", 0);
        count("quotas", "test", "reasoning", 0);
        weigh("test", 1, 0.5);

        assertThatContentsFailed().containsExactly("ratio");
        assertThat(found("ratio")).isEqualTo("test: the mean weight is 0.500000, not 1");
    }

    @Test
    void weightsThatAreNotThePlansRatioAreSeen() throws Exception {
        weighted();
        weigh("train", 0, 1);
        weigh("train", 1, 1);

        assertThatContentsFailed().containsExactly("ratio");
        assertThat(found("ratio"))
                .isEqualTo("train: 0.333333 of the weight is reasoning, which is not the plan's ratio");
    }

    @Test
    void weightsWhoseMeanIsNotOneAreSeen() throws Exception {
        weighted();
        weigh("train", 0, 3);
        weigh("train", 1, 1.5);

        assertThatContentsFailed().containsExactly("ratio");
        assertThat(found("ratio")).isEqualTo("train: the mean weight is 2.000000, not 1");
    }

    @Test
    void aRowOfAnotherSplitIsSeen() throws Exception {
        dataset.row("train", 3).put("split", "test");

        assertThatContentsFailed().containsExactly("split-column");
    }

    @Test
    void aRowThatIsNotInTheSplitOfItsUserIsSeen() throws Exception {
        dataset.row("train", 3).put("user_hash", dataset.newRow("test", 0).get("user_hash"));

        assertThatContentsFailed().containsExactly("split-of-owner");
        assertThat(found("split-of-owner"))
                .isEqualTo(dataset.row("train", 3).get("message_id") + " is in train, and its owner in test");
    }

    @Test
    void aRowOfNobodyThatIsNotInTheSplitOfItsConversationIsSeen() throws Exception {
        var row = onlyNatural("validation");
        row.put("user_hash", null);
        row.put("conversation_id", dataset.newRow("train", 0).get("conversation_id"));

        assertThatContentsFailed().containsExactly("split-of-owner");
    }

    @Test
    void anotherSeedOfTheSplitsIsSeen() throws Exception {
        dataset.manifest.put("split_seed", 4);

        assertThatContentsFailed().containsExactly("split-of-owner");
    }

    @Test
    void aSecondJudgeIsSeen() throws Exception {
        dataset.row("train", 3).put("fingerprint", "offline-rubric/2");

        assertThatContentsFailed().containsExactly("fingerprints");
        assertThat(found("fingerprints")).contains("offline-rubric/2");
    }

    @Test
    void aSecondJudgeIsAllowedIfTheManifestAdmitsIt() throws Exception {
        dataset.row("train", 3).put("fingerprint", "offline-rubric/2");
        dataset.manifest.withArray("fingerprints").add("offline-rubric/2");

        assertThatContentsFailed().isEmpty();
    }

    @Test
    void aMessageTwiceInAFileIsSeen() throws Exception {
        copy("train", 3, "train", 4, "message_id");
        dataset.sort("train");

        assertThatContentsFailed().containsExactly("messages");
    }

    @Test
    void aMessageInTwoSplitsIsSeen() throws Exception {
        var before = dataset.row("test", 4).get("message_id");
        for (String stem : List.of("test", "test.natural")) {
            dataset.rows(stem).stream()
                    .filter(row -> row.get("message_id").equals(before))
                    .forEach(
                            row -> row.put("message_id", dataset.row("train", 3).get("message_id")));
            dataset.sort(stem);
        }

        assertThatContentsFailed().containsExactly("messages");
    }

    @Test
    void aRowThatDiffersInTheNaturalFileIsSeen() throws Exception {
        var balanced =
                dataset.rows("test").stream().map(row -> row.get("message_id")).toList();
        dataset.rows("test.natural").stream()
                .filter(row -> balanced.contains(row.get("message_id")))
                .findFirst()
                .orElseThrow()
                .put("text", "quite another text than in the balanced file");

        assertThatContentsFailed().containsExactly("messages");
    }

    @Test
    void anotherOrderIsSeen() throws Exception {
        Collections.swap(dataset.rows("train"), 3, 4);

        assertThatContentsFailed().containsExactly("order");
    }

    @Test
    void aRowTooFewIsSeen() throws Exception {
        dataset.rows("train").remove(3);

        assertThatContentsFailed().containsExactly("counts");
    }

    @Test
    void aLabelThatWasChangedIsSeen() throws Exception {
        var row = dataset.row("train", 3);
        boolean isReasoning = row.get("label").equals(0L);
        row.put("label", isReasoning ? 1L : 0L);
        row.put("label_name", isReasoning ? "non-reasoning" : "reasoning");

        assertThatContentsFailed().containsExactly("counts");
    }

    @Test
    void quotasThatAreNotThePlansRatioAreSeen() throws Exception {
        dataset.manifest.withObject("/plan/ratio").put("reasoning", 0.7);

        assertThatContentsFailed().containsExactly("ratio");
    }

    @Test
    void quotasThatAreNotThePlansSizeAreSeen() throws Exception {
        dataset.manifest.withObject("/plan").put("size", 61);

        assertThatContentsFailed().containsExactly("ratio");
    }

    @Test
    void aShortfallThatIsNotStatedIsSeen() throws Exception {
        dataset.rows("train").removeIf(row -> row == dataset.row("train", 3));
        long reasoning = dataset.rows("train").stream()
                .filter(row -> row.get("label").equals(0L))
                .count();
        count("counts", "train", "reasoning", reasoning);
        count("counts", "train", "non-reasoning", 39 - reasoning);

        assertThatContentsFailed().containsExactly("quotas");
        shortfall("train", reasoning < 20 ? "reasoning" : "non-reasoning", 1);
        assertThatContentsFailed().isEmpty();
    }

    @Test
    void moreThanTheQuotaIsSeen() throws Exception {
        dataset.rows("train").add(dataset.newRow("train", 0));
        dataset.sort("train");
        count("counts", "train", "reasoning", 21);

        assertThatContentsFailed().containsExactly("quotas");
    }

    @Test
    void anotherPrevalenceIsSeen() throws Exception {
        object("natural_prevalence", "test").put("reasoning", 7 / 24.0).put("non-reasoning", 17 / 24.0);

        assertThatContentsFailed().containsExactly("natural-prevalence");
        assertThat(found("natural-prevalence"))
                .isEqualTo(
                        "test.natural: 24 turns, 0.2500 reasoning and 0.7500 not, the manifest states 24 turns, 0.2917"
                                + " reasoning and 0.7083 not");
    }

    @Test
    void aShareThatIsNotTheOthersRemainderIsSeen() throws Exception {
        object("natural_prevalence", "test").put("non-reasoning", 0.5);

        assertThatContentsFailed().containsExactly("natural-prevalence");
    }

    @Test
    void fewerTurnsAtNaturalPrevalenceThanStatedAreSeen() throws Exception {
        dataset.rows("test.natural").clear();

        assertThatContentsFailed().containsExactly("natural-prevalence");
        assertThat(found("natural-prevalence"))
                .startsWith("test.natural: 0 turns, unknown reasoning and unknown not, the manifest states 24 turns");
    }

    @Test
    void aConversationInTwoSplitsIsSeen() throws Exception {
        onlyNatural("validation").put("conversation_id", dataset.row("train", 3).get("conversation_id"));
        dataset.manifest.withObject("/plan").putNull("cap_per_conversation");

        assertThatContentsFailed().containsExactly("split-conversations");
    }

    @Test
    void aUserInTwoSplitsIsSeen() throws Exception {
        copy("train", 3, "test", 4, "user_hash");

        assertThatContentsFailed().containsExactly("split-of-owner", "split-users");
    }

    @Test
    void aTextInTwoSplitsIsSeen() throws Exception {
        change(
                "test",
                4,
                "text",
                " " + dataset.row("train", 3).get("text").toString().toUpperCase() + "\n");
        dataset.manifest.withObject("/plan").putNull("cap_per_text");

        assertThatContentsFailed().containsExactly("split-texts");
        assertThat(found("split-texts"))
                .doesNotContain(dataset.row("train", 3).get("text").toString());
    }

    @Test
    void aNearDuplicateInTwoSplitsIsSeen() throws Exception {
        change("test", 4, "text", dataset.row("train", 3).get("text") + "!");
        dataset.manifest.withObject("/plan").putNull("cap_per_text");

        assertThatContentsFailed().containsExactly("split-near-duplicates");
    }

    @Test
    void whereTheExportLeftPairsOutItIsSaid() throws Exception {
        change("test", 4, "text", dataset.row("train", 3).get("text") + "!");
        dataset.manifest.withObject("/near_duplicates").put("crowded_buckets", 2);

        assertThatContentsFailed().containsExactly("split-near-duplicates", "near-duplicate-cap");
        assertThat(found("split-near-duplicates"))
                .endsWith("are in several splits. The export did not compare all pairs in 2 crowded buckets: a larger"
                        + " datasets.near-duplicate-window finds more");
        assertThat(found("near-duplicate-cap")).contains("2 crowded buckets");
    }

    @Test
    void nearDuplicatesAreAllowedIfTheyWereKept() throws Exception {
        change("test", 4, "text", dataset.row("train", 3).get("text") + "!");
        dataset.manifest
                .withObject("/near_duplicates")
                .put("kept", true)
                .without(List.of("threshold", "min_shingles", "window"));

        assertThatContentsFailed().isEmpty();
        assertThat(found("split-near-duplicates")).isEqualTo("near-duplicates were kept on purpose");
    }

    @Test
    void whatIsNearIsWhatWasNearWhenTheDatasetWasExported() throws Exception {
        change("test", 4, "text", dataset.row("train", 3).get("text") + "!");
        dataset.manifest.withObject("/near_duplicates").put("threshold", 1);

        assertThatContentsFailed().isEmpty();
        assertThat(found("split-near-duplicates")).endsWith("pairs compared, near from 1.0 on");
    }

    @Test
    void shortTextsAreThoseThatWereShortWhenTheDatasetWasExported() throws Exception {
        change("test", 4, "text", dataset.row("train", 3).get("text") + "!");
        dataset.manifest.withObject("/near_duplicates").put("min_shingles", 1_000);

        assertThatContentsFailed().isEmpty();
    }

    @Test
    void aTextMoreOftenThanItsCapIsSeen() throws Exception {
        copy("train", 3, "train", 4, "text");

        assertThatContentsFailed().containsExactly("text-cap");
    }

    @Test
    void moreNearDuplicatesThanTheCapAreSeen() throws Exception {
        dataset.row("train", 4).put("text", dataset.row("train", 3).get("text") + "!");

        assertThatContentsFailed().containsExactly("near-duplicate-cap");
    }

    @Test
    void aLargerCapAllowsMore() throws Exception {
        copy("train", 3, "train", 4, "text");
        dataset.manifest.withObject("/plan").put("cap_per_text", 2);

        assertThatContentsFailed().isEmpty();
    }

    @Test
    void aConversationMoreOftenThanItsCapIsSeen() throws Exception {
        copy("train", 3, "train", 4, "conversation_id");

        assertThatContentsFailed().containsExactly("conversation-cap");
    }

    @Test
    void noManifestIsNoDataset() {
        assertThatThrownBy(() -> DatasetVerification.of(directory))
                .isInstanceOf(DatasetUnreadableException.class)
                .hasMessageContaining("There is no")
                .hasMessageContaining("Give the directory of a finished export");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{\"version\":2}", "{\"version\":1}", "[]"})
    void aManifestOfAnotherFormIsRefused(String manifest) throws Exception {
        Files.writeString(directory.resolve("manifest.json"), manifest);

        assertThatThrownBy(() -> DatasetVerification.of(directory))
                .isInstanceOf(DatasetUnreadableException.class)
                .hasMessageContaining("is not a manifest that this version reads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/split_seed",
                "/weighted",
                "/weights",
                "/near_duplicates/kept",
                "/near_duplicates/threshold",
                "/near_duplicates/min_shingles",
                "/near_duplicates/window",
                "/natural_prevalence/test/turns"
            })
    void aManifestWithoutAFieldIsRefused(String field) throws Exception {
        dataset.write(directory, valid);
        int end = field.lastIndexOf('/');
        String name = field.substring(end + 1);
        ((ObjectNode) dataset.manifest.at(field.substring(0, end))).remove(name);
        Files.writeString(directory.resolve("manifest.json"), dataset.manifest.toString());

        assertThatThrownBy(() -> DatasetVerification.of(directory))
                .isInstanceOf(DatasetUnreadableException.class)
                .hasMessageEndingWith("is not a manifest that this version reads: it has no " + name
                        + ". Give the directory of an export of this version.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5", "\"near\""})
    void aManifestWithAnImpossibleThresholdIsRefused(String threshold) throws Exception {
        dataset.write(directory, valid);
        var manifest = dataset.manifest.deepCopy();
        manifest.withObject("/near_duplicates").set("threshold", new JsonMapper().readTree(threshold));
        Files.writeString(directory.resolve("manifest.json"), manifest.toString());

        assertThatThrownBy(() -> DatasetVerification.of(directory))
                .isInstanceOf(DatasetUnreadableException.class)
                .hasMessageContaining("is not a manifest that this version reads: A threshold of over 0 up to 1")
                .hasMessageContaining(" and 300. Give");
    }

    @Test
    void theReportIsForPeopleAndForPrograms() throws Exception {
        Collections.swap(dataset.rows("train"), 3, 4);
        dataset.write(directory, valid);

        VerificationReport report = report();
        assertThat(report.text())
                .contains("files                   ok    12 files\n")
                .containsPattern("order                   FAIL  train: message_id-\\w+ stands after message_id-\\w+\n");
        assertThat(report.json().get("passed").asBoolean()).isFalse();
        assertThat(report.json().get("checks").get(0))
                .isEqualTo(new JsonMapper().valueToTree(Map.of("name", "files", "passed", true, "found", "12 files")));
    }

    private void copy(String from, int row, String to, int other, String column) {
        change(to, other, column, dataset.row(from, row).get(column));
    }

    /** In both files of the split, where the message is in both. */
    private void change(String stem, int row, String column, Object value) {
        Object id = dataset.row(stem, row).get("message_id");
        String split = stem.replace(".natural", "");
        dataset.splits.forEach((file, rows) -> {
            if (file.startsWith(split)) {
                rows.stream()
                        .filter(twin -> twin.get("message_id").equals(id))
                        .filter(twin -> !column.equals("message_id") || twin == dataset.row(stem, row))
                        .forEach(twin -> twin.put(column, value));
            }
        });
    }

    /** A row that is not in the balanced split too. */
    private Map<String, Object> onlyNatural(String split) {
        return dataset.rows(split + ".natural").stream()
                .filter(row -> !dataset.rows(split).contains(row))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode object(String name, String split) {
        return dataset.manifest.withObject("/" + name + "/" + split);
    }

    private void count(String name, String split, String labelName, long count) {
        object(name, split).put(labelName, count);
    }

    /** All turns are taken: 10 reasoning and 20 others to train on. */
    private void weighted() {
        var reasoning = dataset.rows("train").stream()
                .filter(row -> row.get("label").equals(0L))
                .limit(10)
                .toList();
        dataset.rows("train").removeAll(reasoning);
        count("counts", "train", "reasoning", 10);
        count("quotas", "train", "reasoning", 10);
        dataset.manifest.put("weighted", true);
        weigh("train", 0, 1.5);
        weigh("train", 1, 0.75);
    }

    private void weigh(String split, long label, double weight) {
        object("weights", split).put(label == 0 ? "reasoning" : "non-reasoning", weight);
        dataset.rows(split).stream()
                .filter(row -> row.get("label").equals(label))
                .forEach(row -> row.put("weight", weight));
    }

    /** Writes the dataset with a key more in each line of {@code train.jsonl}. */
    private void addKey(String name) throws Exception {
        dataset.formats = List.of("jsonl");
        dataset.write(directory, valid);
        Path file = directory.resolve("train.jsonl");
        String key = new JsonMapper().writeValueAsString(name);
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .map(line -> line.substring(0, line.length() - 1) + "," + key + ":1}")
                        .toList());
    }

    /** Has the manifest that is written state another number of rows. */
    private void listRows(String path, int rows) throws Exception {
        var manifest = dataset.manifest.deepCopy();
        manifest.withArray("files").forEach(file -> {
            if (file.get("path").asText().equals(path)) {
                ((ObjectNode) file).put("rows", rows);
            }
        });
        Files.writeString(directory.resolve("manifest.json"), manifest.toString());
    }

    /** Has the first conversation of a view state another split. */
    private void split(String view, String split) {
        var conversation = dataset.views.get(view).get(0);
        dataset.views.get(view).set(0, new DatasetFixture.WholeConversation(conversation.id(), split, "text"));
    }

    private void shortfall(String split, String labelName, long missing) {
        dataset.manifest
                .withArray("shortfalls")
                .addObject()
                .put("split", split)
                .put("label_name", labelName)
                .put("missing", missing);
    }

    /** Writes the dataset, with one file of another. */
    private void useJsonlOf(DatasetFixture other, String file) throws Exception {
        dataset.formats = BOTH;
        dataset.write(directory, valid);
        other.formats = List.of("jsonl");
        other.write(elsewhere, valid);
        Files.copy(elsewhere.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private VerificationReport report() throws Exception {
        return DatasetVerification.of(connection, directory, DatasetManifest.read(directory));
    }

    private List<String> failed() throws Exception {
        checks = report().checks();
        return failedOf(checks);
    }

    private static List<String> failedOf(List<Check> checks) {
        return checks.stream()
                .filter(check -> !check.isPassed())
                .map(Check::name)
                .toList();
    }

    private String found(String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .found();
    }

    /** Of the checks that look at what was read; without writing it. */
    private ListAssert<String> assertThatContentsFailed() throws Exception {
        checks = DatasetVerification.ofContents(dataset.read(directory));
        return assertThat(failedOf(checks));
    }

    private ListAssert<String> assertThatFailed() throws Exception {
        dataset.write(directory, valid);
        return assertThat(failed());
    }
}
