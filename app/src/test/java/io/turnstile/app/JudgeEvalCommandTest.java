package io.turnstile.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeEvalCommandTest {

    private static final String TURN = "{\"id\":\"%s\",\"language\":\"en\",\"stratum\":\"short\",\"turnNumber\":1,"
            + "\"history\":[],\"text\":\"%s\",\"references\":0,\"label\":%d,\"difficulty\":\"easy\",\"reason\":\"So.\"}\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void theShippedSetIsTheDefaultAndTheTableShowsWhatToHoldTheJudgeAgainst() {
        assertThat(run("judge", "eval")).isZero();
        assertThat(out.toString()).contains("golden-1.jsonl", "offline rubric", "length alone", "judge shuffled");
        assertThat(lastError()).contains("a baseline", "may not be marked released, whatever its figures");
    }

    @Test
    void aBaselineGetsNoReleaseRecord() {
        Path release = directory.resolve("release.json");

        assertThat(run("judge", "eval", "--release", release.toString())).isEqualTo(ExitCode.GATE_NOT_PASSED);
        assertThat(release).doesNotExist();
    }

    @Test
    void aJudgeBelowTheGateExitsWithThreeAndSaysWhy() throws Exception {
        Path golden = Files.writeString(
                directory.resolve("mine.jsonl"),
                TURN.formatted("a", "thanks", 0) + TURN.formatted("b", "rename it", 1));
        Path conflicts = directory.resolve("conflicts.jsonl");

        assertThat(run("judge", "eval", "--golden", golden.toString(), "--conflicts", conflicts.toString()))
                .isEqualTo(ExitCode.GATE_NOT_PASSED);
        assertThat(lastError()).contains("the gate is not passed", "recall of reasoning 0.000 is below 0.800");
        assertThat(Files.readAllLines(conflicts)).singleElement().asString().contains("\"id\":\"a\"");
    }

    @Test
    void theGateIsConfigured() {
        assertThat(run("judge", "eval", "--set", "judge.gate-kappa=1")).isEqualTo(ExitCode.GATE_NOT_PASSED);
        assertThat(lastError()).contains("is below 1.000").doesNotContain("recall");
        assertThat(run("judge", "eval", "--set", "judge.gate-recall=2")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void jsonIsAllThatStandardOutputCarries() throws Exception {
        run("judge", "eval", "--json");

        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/golden/cases")
                        .asInt())
                .isGreaterThanOrEqualTo(200);
    }

    @Test
    void aGoldenSetThatIsNoneIsAUsageError() {
        assertThat(run("judge", "eval", "--golden", directory.resolve("none").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(lastError()).contains("cannot be read");
        assertThat(run("judge", "eval", "--concurrency", "0")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void withoutASubcommandTheJudgeWorksAsItDoesWithRun() {
        String[] nowhere = {"--registry", "http://127.0.0.1:1", "--set", "judge.threads=0"};

        assertThat(run("judge", nowhere[0], nowhere[1], nowhere[2], nowhere[3])).isEqualTo(ExitCode.USAGE);
        String without = lastError();
        assertThat(run("judge", "run", nowhere[0], nowhere[1], nowhere[2], nowhere[3]))
                .isEqualTo(ExitCode.USAGE);
        assertThat(lastError()).isEqualTo(without).contains("judge.threads");
    }

    private String lastError() {
        var lines = err.toString().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
