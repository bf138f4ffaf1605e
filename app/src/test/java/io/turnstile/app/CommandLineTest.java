package io.turnstile.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void topicsListShowsTheCatalogue() {
        assertThat(run("topics", "list")).isZero();
        assertThat(out.toString()).contains("turnstile.telemetry", "turnstile.labeled", "latest by key");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void topicsDescribeTellsOfEveryField() {
        assertThat(run("topics", "describe", "labeled")).isZero();
        assertThat(out.toString()).contains("turnstile.labeled", "cleanup.policy: compact", "inputHash", "rationale");
    }

    @Test
    void anUnknownTopicIsAUsageErrorThatListsTheTopics() {
        assertThat(run("topics", "describe", "lables")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("There is no topic 'lables'", "turnstile.labeled");
    }

    @Test
    void configShowsWhereAValueComesFrom() throws Exception {
        Path file = Files.writeString(directory.resolve("turnstile.properties"), "streams.threads = 4\n");
        assertThat(run("config", "--config", file.toString(), "--set", "kafka.fetch.min.bytes=9"))
                .isZero();
        assertThat(out.toString())
                .contains("streams.threads = 4    (file)")
                .contains("kafka.fetch.min.bytes = 9    (flag)")
                .contains("topics.partitions = 6    (default)");
    }

    @Test
    void anUnknownKeyIsAUsageError() {
        assertThat(run("config", "--set", "streams.thread=4")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("streams.thread", "unknown");
    }

    @Test
    void aKustoSourceNeedsACluster() {
        assertThat(run("produce", "--source", "kusto")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("source.kusto.cluster is blank");
    }

    @Test
    void theSecretOfAKustoSourceIsNotShown() {
        assertThat(run("config", "--set", "source.kusto.client-secret=hush")).isZero();
        assertThat(out.toString()).contains("source.kusto.client-secret = ****").doesNotContain("hush");
    }

    @Test
    void aWrongTimeToBeginAtIsAUsageError() {
        assertThat(run("produce", "--source", "kusto", "--from", "yesterday")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("source.kusto.from", "yesterday", "beginning");
    }

    @Test
    void optionsOfAKustoSourceAreRefusedForOthers() {
        assertThat(run("produce", "--source", "generated", "--once")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--from and --once go with --source kusto");
    }

    @Test
    void aQueryThatLeavesOutAParameterIsAUsageError() throws Exception {
        Path file = Files.writeString(directory.resolve("mine.kql"), "AppEvents | where cursor_after(afterCursor)");
        assertThat(run(
                        "produce",
                        "--source",
                        "kusto",
                        "--set",
                        "source.kusto.cluster=https://127.0.0.1:1",
                        "--set",
                        "source.kusto.database=db",
                        "--set",
                        "source.kusto.query=" + file))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("mine.kql does not use the parameters toCursor");
    }

    @Test
    void aSourceThatReadsNeedsInput() {
        assertThat(run("demo", "--source", "jsonl")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("needs --input");
    }

    @Test
    void inputThatDoesNotExistIsAUsageError() {
        assertThat(run("demo", "--source", "chat-export", "--input", "no/such/file"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no/such/file does not exist");
    }

    @Test
    void theGeneratorTakesNoInput() {
        assertThat(run("demo", "--input", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("the generator reads nothing");
    }

    @Test
    void aStageThatDoesNotExistIsNamedWithThoseThatDo() {
        assertThat(run("streams", "--stage", "labeling")).isNotZero();
        assertThat(err.toString()).contains("There is no stage 'labeling'", "labelling");
    }

    @Test
    void aRegistryThatIsAwayIsAClearError() {
        assertThat(run("topics", "create", "--registry", "http://127.0.0.1:1", "--bootstrap-servers", "127.0.0.1:1"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("schema registry", "registry.url");
    }

    private int run(String... arguments) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
