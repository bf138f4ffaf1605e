package io.turnstile.datasets.views;

import static io.turnstile.datasets.views.Conversations.of;
import static io.turnstile.datasets.views.Conversations.ofTurns;
import static io.turnstile.datasets.views.Conversations.turn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.schema.Conversation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views as Parquet. */
class ParquetCopiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @TempDir
    private Path work;

    @Test
    void eachFileHasACopyWithAsManyRows() throws Exception {
        SortedMap<String, Long> rows = copies(ofTurns("a", 3), ofTurns("b", 4), ofTurns("c", 6));
        assertThat(rows)
                .containsEntry("conversations/short.jsonl", 2L)
                .containsEntry("conversations/short.parquet", 2L)
                .containsEntry("conversations/long.parquet", 0L)
                .hasSize(12);
        assertThat(read("conversations/short.parquet")).hasSize(2);
        assertThat(read("conversations/long.parquet")).isEmpty();
    }

    @Test
    void filesOfOneViewHaveTheSameTypesWhateverIsInThem() throws Exception {
        copies(
                of("a", turn(1, "x", "X", Map.of("read_file", 1), false), turn(2, "y", "Y"), turn(3, "z", "Z")),
                of("b", turn(1, "x", "X", Map.of("apply_patch", 1), false)),
                ofTurns("c", 6));
        assertThat(types("conversations/short.parquet"))
                .isEqualTo(types("conversations/medium.parquet"))
                .isEqualTo(types("conversations/long.parquet"));
        assertThat(types("messages/train.parquet")).isEqualTo(types("messages/test.parquet"));
    }

    @Test
    void theRowsAreThoseOfTheJsonLinesWithCountsOfToolsAsText() throws Exception {
        Map<String, Integer> counts = Map.of("run_in_terminal", 2, "apply_patch", 10);
        copies(of(
                "c",
                turn(1, "über\n\"x\" \u0000", "ok \ud83d\ude00", counts, false),
                turn(2, "b", "B"),
                turn(3, "c", "C")));
        JsonNode line = JSON.readTree(Files.readString(directory.resolve("conversations/short.jsonl")));
        for (JsonNode turn : line.get("turns")) {
            JsonNode tools = turn.at("/summary/toolCounts");
            ((ObjectNode) turn.get("summary")).put("toolCounts", tools.isNull() ? null : tools.toString());
        }
        assertThat(JSON.readTree(read("conversations/short.parquet").get(0))).isEqualTo(line);
    }

    private SortedMap<String, Long> copies(Conversation... conversations) throws IOException {
        ViewCounts counts;
        try (var views = ConversationViews.create(directory, 1)) {
            for (Conversation conversation : conversations) {
                views.add(conversation);
            }
            counts = views.counts();
        }
        return new ParquetCopies(directory, work).of(counts.lines());
    }

    private List<String> read(String path) throws SQLException {
        return query("SELECT to_json(r)::VARCHAR FROM read_parquet('" + directory.resolve(path) + "') r");
    }

    private List<String> types(String path) throws SQLException {
        return query("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM read_parquet('"
                + directory.resolve(path) + "'))");
    }

    private static List<String> query(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
