package io.turnstile.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.datasets.export.DatasetFile;
import io.turnstile.datasets.export.ExportSummary;
import io.turnstile.datasets.export.ExportSummary.ShareCount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code turnstile export} does before it reads, and what it prints at the end. */
class ExportCommandTest {

    @TempDir
    private Path directory;

    @Test
    void itNeedsAPlanAndADirectory() {
        assertThat(TypedCommand.run("export", "--plan", "session-50-50"))
                .satisfies(ExportCommandTest::isUsage)
                .extracting(TypedCommand::err)
                .asString()
                .contains("--plan NAME and --out DIR");
    }

    @Test
    void anUnknownPlanIsAUsageErrorThatListsThePlans() {
        assertThat(export("--plan", "session-90-10").err())
                .contains("There is no plan 'session-90-10'", "session-50-50", "conversation-70-30");
    }

    @Test
    void optionsThatContradictEachOtherAreUsageErrors() {
        assertThat(export("--plan", "session-50-50", "--at", "2026-01-01T00:00:00Z", "--shortfall", "wait")
                        .err())
                .contains("--at fixes what is read");
        assertThat(export("--plan", "session-50-50", "--weights", "--shortfall", "shrink")
                        .err())
                .contains("--weights takes all turns");
        assertThat(export("--plan", "session-50-50", "--license", "all rights: mine")
                        .err())
                .contains("is no identifier of a license");
    }

    @Test
    void aReleaseRecordMustSayThatTheGateIsPassed() throws Exception {
        Path record = Files.writeString(
                directory.resolve("release.json"),
                "{\"fingerprint\": \"offline-rubric/2\", \"figures\": {\"isBaseline\": true,"
                        + " \"gate\": {\"mayBeReleased\": false}}}");
        assertThat(export("--plan", "session-50-50", "--release", record.toString())
                        .err())
                .contains("does not say that a judge may be released");
    }

    @Test
    void whatIsInADirectoryIsNotOverwritten() throws Exception {
        Files.createDirectory(directory.resolve("out"));
        Files.writeString(directory.resolve("out/notes.txt"), "mine");
        assertThat(export("--plan", "session-50-50").err()).contains("is not empty");
        assertThat(directory.resolve("out")).isDirectoryContaining("glob:**/notes.txt");
    }

    @Test
    void theTableShowsWhatIsMissing() {
        assertThat(ExportTable.of(summary()))
                .contains("split        class              quota     drawn available shortfall\n")
                .contains("train        reasoning          1,500     1,200     1,200       300\n")
                .contains("1,200 of 9,000 labelled turns; 17 were left out as near-duplicates\n")
                .contains("plan small asks for 1,500 turns: it is short\n")
                .contains("3 messages have records behind the offsets only")
                .contains("2 conversations have records behind the offsets only")
                .contains("released: no\n")
                .contains("plots:    " + Path.of("out", "plots"));
    }

    @Test
    void whereAllTurnsAreTakenNothingIsShort() {
        var all = new ShareCount("train", "reasoning", Optional.empty(), 1_200, 1_200);

        assertThat(ExportTable.of(summary(all))).contains("      all ").doesNotContain("it is short");
    }

    @Test
    void theSummaryIsOneObjectToo() throws Exception {
        JsonNode json = new JsonMapper().readTree(ExportJson.of(summary()));
        assertThat(json.at("/shares/0/shortfall").asInt()).isEqualTo(300);
        assertThat(json.at("/lateMessages").asInt()).isEqualTo(3);
        assertThat(json.at("/lateOfParts/conversations").asInt()).isEqualTo(2);
        assertThat(json.at("/files/0/sha256").asText()).isEqualTo("00ff");
        assertThat(json.at("/files/0/rows").isNull()).isTrue();
    }

    private TypedCommand export(String... arguments) {
        var all = new ArrayList<>(
                List.of("export", "--out", directory.resolve("out").toString()));
        all.addAll(List.of(arguments));
        TypedCommand typed = TypedCommand.run(all.toArray(String[]::new));
        isUsage(typed);
        return typed;
    }

    private static void isUsage(TypedCommand typed) {
        assertThat(typed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(typed.out()).isEmpty();
    }

    private static ExportSummary summary() {
        return summary(new ShareCount("train", "reasoning", Optional.of(1_500), 1_200, 1_200));
    }

    private static ExportSummary summary(ShareCount share) {
        return new ExportSummary(
                Path.of("out"),
                "small",
                1_200,
                1_500,
                List.of(share),
                9_000,
                17,
                3,
                new TreeMap<>(Map.of("conversations", 2L)),
                false,
                List.of(new DatasetFile("plots/cells.svg", "00ff", 10, null)));
    }
}
