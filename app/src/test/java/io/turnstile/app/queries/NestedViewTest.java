package io.turnstile.app.queries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.app.TypedCommand;
import io.turnstile.config.Settings;
import io.turnstile.datasets.views.ConversationViews;
import io.turnstile.domain.conversation.Conversation;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GeneratorConfiguration;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.codec.ConversationCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads what {@code turnstile query run sft_nested_json} writes reads the files of whole conversations. */
class NestedViewTest {

    /** Turns of which something is not measured are what the two could write differently. */
    private static final Map<String, String> GENERATOR = Map.ofEntries(
            Map.entry("generator.conversations", "120"),
            Map.entry("generator.seed", "77"),
            Map.entry("generator.old-client-share", "0.25"),
            Map.entry("generator.cancelled-share", "0.15"),
            Map.entry("generator.resumed-share", "0.2"),
            // The query reads the staff workspace alone, and a row with the client's clock stands in the other store.
            Map.entry("generator.product-share", "0"),
            Map.entry("generator.skewed-clock-share", "0"),
            Map.entry("generator.both-clocks-share", "0"),
            Map.entry("generator.client-clock-share", "0"),
            Map.entry("generator.both-stores-share", "0"));

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void aLineIsTheQuerysLineWithTheSplit() throws IOException {
        Map<String, JsonNode> query = query();
        Map<String, JsonNode> views = views();

        assertThat(views.keySet()).isEqualTo(query.keySet()).hasSizeGreaterThan(30);
        views.forEach((id, line) -> {
            assertThat(((ObjectNode) line).remove("split").asText()).isIn("train", "validation", "test");
            assertThat(fields(line)).as("order of the columns").isEqualTo(fields(query.get(id)));
            assertThat(line).isEqualTo(query.get(id));
        });
        assertThat(views.values().stream().map(line -> line.get("stratum").asText()))
                .contains("SHORT", "MEDIUM", "LONG");
    }

    /** What the command writes, of the conversations that a file is for. */
    private Map<String, JsonNode> query() throws IOException {
        Path file = directory.resolve("query.jsonl");
        var arguments = new ArrayList<>(List.of("query", "run", "sft_nested_json", "--out", file.toString()));
        GENERATOR.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        var typed = TypedCommand.run(arguments.toArray(String[]::new));
        assertThat(typed.exitCode()).as(typed.err()).isZero();
        var lines = lines(file);
        lines.values().removeIf(line -> line.get("stratum").asText().isEmpty());
        return lines;
    }

    /** What the files hold, of the same rows. */
    private Map<String, JsonNode> views() throws IOException {
        try (var views = ConversationViews.create(directory, 1)) {
            for (Conversation conversation : Facts.of(rows()).conversations()) {
                if (conversation.partialReason() == null) {
                    views.add(ConversationCodec.encode(conversation, 1));
                }
            }
        }
        var lines = new TreeMap<String, JsonNode>();
        for (String stratum : List.of("short", "medium", "long")) {
            lines.putAll(lines(directory.resolve("conversations/" + stratum + ".jsonl")));
        }
        return lines;
    }

    private static List<TelemetryRow> rows() {
        var settings = Settings.resolve(GeneratorConfiguration.SETTINGS, Map.of(), Map.of(), GENERATOR);
        var rows = new ArrayList<TelemetryRow>();
        try (var source = new GeneratedTelemetry(GeneratorConfiguration.from(settings))) {
            source.items().forEachRemaining(item -> rows.add(((SourceItem.Row) item).row()));
        }
        return rows;
    }

    private static Map<String, JsonNode> lines(Path file) throws IOException {
        var lines = new TreeMap<String, JsonNode>();
        try (Stream<String> texts = Files.lines(file)) {
            for (String text : (Iterable<String>) texts::iterator) {
                JsonNode line = JSON.readTree(text);
                lines.put(line.get("conversationId").asText(), line);
            }
        }
        return lines;
    }

    /** The names of all fields, in order, down to the calls; keys of tools are data. */
    private static List<String> fields(JsonNode node) {
        var names = new ArrayList<String>();
        node.properties().forEach(field -> {
            names.add(field.getKey());
            if (!field.getKey().equals("toolCounts")) {
                names.addAll(fields(field.getValue()));
            }
        });
        if (node.isArray()) {
            node.forEach(element -> names.addAll(fields(element)));
        }
        return names;
    }
}
