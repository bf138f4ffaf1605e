package io.turnstile.producers.kusto;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.queries.IngestQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Rows, and configurations that read them, for tests. */
final class TestRows {

    static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    private TestRows() {}

    /** A row of the staff workspace whose message id is its number. */
    static ObjectNode row(int number) {
        return row(number, NOON.plusSeconds(number).toString());
    }

    static ObjectNode row(int number, String timeGenerated) {
        var row = JsonNodeFactory.instance.objectNode();
        row.put("TimeGenerated", timeGenerated).put("Name", "GitHub.copilot-chat/toolCallDetails");
        row.putObject("Properties").put("messageId", "m" + number);
        row.putObject("Measurements").put("turnIndex", "1");
        return row;
    }

    /** Rows with the numbers from (inclusive) to (exclusive). */
    static List<ObjectNode> rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(TestRows::row).toList();
    }

    static KustoConfiguration configuration(String cluster, String from, int blockRows) {
        return configuration(cluster, IngestQuery.shipped("agent_mode_rows").orElseThrow(), from, blockRows);
    }

    static KustoConfiguration configuration(String cluster, IngestQuery query, String from, int blockRows) {
        return new KustoConfiguration(
                "kusto",
                new KustoConnection(cluster, "db", KustoAuthentication.NONE, "", "", "", Duration.ofSeconds(20)),
                query,
                List.of(),
                StartAt.parse(from),
                Duration.ofMillis(20),
                blockRows,
                KustoConfiguration.BLOCK_BYTES.parser().apply(KustoConfiguration.BLOCK_BYTES.defaultText()),
                new RetryConfiguration(Duration.ofMillis(2), Duration.ofMillis(10), Duration.ofSeconds(20)));
    }
}
