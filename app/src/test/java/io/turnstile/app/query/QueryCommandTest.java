package io.turnstile.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.app.TypedCommand;
import io.turnstile.queries.QueryCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type, up to the real client and the embedded Kusto. */
class QueryCommandTest {

    @TempDir
    private Path directory;

    @Test
    void theListNamesEveryShippedQuery() {
        var typed = TypedCommand.run("query", "list");
        assertThat(typed.exitCode()).isZero();
        QueryCatalogue.shipped().all().forEach(query -> assertThat(typed.out()).contains("  " + query.name() + " "));
    }

    @Test
    void aQueryIsShownWhole() {
        assertThat(TypedCommand.run("query", "show", "sft_nested_json").out())
                .isEqualTo(QueryCatalogue.shipped().named("sft_nested_json").text());
    }

    @Test
    void aQueryRunsOnGeneratedTelemetryWhereNoClusterIsConfigured() {
        var typed = TypedCommand.run("query", "run", "discover_events", "--conversations", "20");
        assertThat(typed.exitCode()).as(typed.err()).isZero();
        assertThat(typed.err()).contains("no source.kusto.cluster is set");
        assertThat(typed.out()).contains("rowCount", "conversation.messagetext", "rows");
    }

    @Test
    void anAnswerWithNestedValuesGoesIntoAFile() throws Exception {
        Path file = directory.resolve("answer.jsonl");
        var typed =
                TypedCommand.run("query", "run", "sft_nested_json", "--conversations", "20", "--out", file.toString());
        assertThat(typed.exitCode()).as(typed.err()).isZero();
        assertThat(typed.out()).isEmpty();
        assertThat(Files.readAllLines(file)).anyMatch(line -> line.contains("\"turns\":[{"));
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeAnythingStarts() {
        assertRefused("There is no query sft_nested", "query", "run", "sft_nested");
        assertRefused("has no parameter days. It has", "query", "run", "sft_nested_json", "--param", "days=3");
        assertRefused(".csv, .jsonl or .parquet", "query", "run", "sft_nested_json", "--out", "answer.xlsx");
        assertRefused("--rows is 0. Give 1 or more.", "query", "run", "sft_nested_json", "--rows", "0");
    }

    @Test
    void aClusterThatDoesNotAnswerIsNamed() {
        var typed =
                TypedCommand.run("query", "run", "discover_events", "--cluster", "http://127.0.0.1:" + closedPort());
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err()).contains("did not answer the query", "Try again");
    }

    private static int closedPort() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertRefused(String message, String... typed) {
        var run = TypedCommand.run(typed);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }
}
