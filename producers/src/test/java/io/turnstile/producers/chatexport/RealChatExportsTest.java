package io.turnstile.producers.chatexport;

import static io.turnstile.producers.chatexport.ReadRows.number;
import static io.turnstile.producers.chatexport.ReadRows.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.schema.TelemetryRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real exports against a second, independent reading of their JSON. The data are not part of the project. */
class RealChatExportsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Path folder;

    /** What a turn must come to. */
    private record Expected(
            String conversationId,
            String messageId,
            int turnIndex,
            String userText,
            String finalText,
            String model,
            int numRequests,
            long duration,
            Map<String, Integer> toolCounts) {}

    @BeforeEach
    void findTheData() {
        folder = Path.of(System.getProperty("turnstile.shared.data", "absent"), "chat-exports");
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "no real chat exports: system property turnstile.shared.data names none");
    }

    @Test
    void everyTurnOfEveryExportIsRead() throws IOException {
        for (Path file : exports()) {
            var expected = expected(MAPPER.readTree(file.toFile()));
            var read = ReadRows.of(new ChatExportConfiguration(100_000_000), file);

            assertThat(read.malformed()).as(file.toString()).isEmpty();
            assertThat(read.event("toolCallDetailsInternal").stream().map(row -> actual(row, read)))
                    .as(file.toString())
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void theFolderGivesWhatItsFilesGive() throws IOException {
        int turns = 0;
        for (Path file : exports()) {
            turns += expected(MAPPER.readTree(file.toFile())).size();
        }
        var read = ReadRows.of(new ChatExportConfiguration(100_000_000), folder);

        assertThat(turns).isGreaterThan(10);
        // and the two turns of the replay
        assertThat(read.event("toolCallDetailsInternal")).hasSize(turns + 2);
    }

    @Test
    void theRowsOfATurnStayWithinItsTimeAndInOrder() throws IOException {
        for (Path file : exports()) {
            var read = ReadRows.of(new ChatExportConfiguration(100_000_000), file);
            for (TelemetryRow summary : read.event("toolCallDetailsInternal")) {
                var times = read.rows().stream()
                        .filter(row -> row.getOrigin().equals(summary.getOrigin()))
                        .map(TelemetryRow::getServerTimestamp)
                        .toList();
                assertThat(times).isSorted();
                assertThat(times.get(times.size() - 1)).isEqualTo(summary.getServerTimestamp());
                assertThat(times.get(0))
                        .isEqualTo(summary.getServerTimestamp().minusMillis((long) number(summary, "turnDuration")));
            }
        }
    }

    @Test
    void theReplayGivesItsFourCallsInTwoTurnsOfTwoModels() {
        Path replay = folder.resolve("vscode-copilot-chat").resolve("spec.chatreplay.json");
        var read = ReadRows.of(replay);

        assertThat(read.calls("output"))
                .extracting(row -> number(row, "promptTokens"), row -> text(row, "baseModel"))
                .containsExactly(
                        tuple(18_083.0, "claude-sonnet-4"),
                        tuple(18_212.0, "claude-sonnet-4"),
                        tuple(19_234.0, "claude-sonnet-4.5"),
                        tuple(19_372.0, "claude-sonnet-4.5"));
        assertThat(read.event("toolCallDetailsInternal"))
                .extracting(
                        row -> number(row, "turnIndex"),
                        row -> number(row, "numRequests"),
                        row -> text(row, "toolCounts"),
                        row -> text(row, "model"))
                .containsExactly(
                        tuple(1.0, 2.0, "{\"create_file\":1}", "claude-sonnet-4"),
                        tuple(2.0, 2.0, "{\"replace_string_in_file\":1}", "claude-sonnet-4.5"));
        assertThat(read.calls("input")).hasSize(4);
        assertThat(read.malformed()).isEmpty();
    }

    private List<Path> exports() throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> !path.toString().endsWith(".chatreplay.json"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Expected> expected(JsonNode root) {
        var turns = new ArrayList<Expected>();
        var lastIndex = new LinkedHashMap<String, Integer>();
        for (JsonNode request : root.get("requests")) {
            JsonNode metadata = request.at("/result/metadata");
            if (!metadata.isMissingNode()) {
                String conversationId = metadata.get("sessionId").textValue();
                int turnIndex = lastIndex.getOrDefault(conversationId, 0) + 1;
                lastIndex.put(conversationId, turnIndex);
                JsonNode rounds = metadata.get("toolCallRounds");
                turns.add(new Expected(
                        conversationId,
                        metadata.get("responseId").textValue(),
                        turnIndex,
                        request.at("/message/text").textValue(),
                        rounds.get(rounds.size() - 1).get("response").textValue(),
                        request.get("modelId").textValue().replace("copilot/", ""),
                        rounds.size(),
                        request.at("/result/timings/totalElapsed").longValue(),
                        toolCounts(rounds)));
            }
        }
        return turns;
    }

    private static Map<String, Integer> toolCounts(JsonNode rounds) {
        var counts = new LinkedHashMap<String, Integer>();
        for (JsonNode name : rounds.findValues("toolCalls").stream()
                .flatMap(calls -> calls.findValues("name").stream())
                .toList()) {
            counts.put(name.textValue(), counts.getOrDefault(name.textValue(), 0) + 1);
        }
        return counts;
    }

    private static Expected actual(TelemetryRow summary, ReadRows read) {
        String messageId = text(summary, "messageId");
        return new Expected(
                text(summary, "conversationId"),
                messageId,
                (int) number(summary, "turnIndex"),
                textOf(read.texts("user"), messageId),
                textOf(read.texts("model"), messageId),
                text(summary, "model"),
                (int) number(summary, "numRequests"),
                (long) number(summary, "turnDuration"),
                map(text(summary, "toolCounts")));
    }

    /** The latest text of a turn. */
    private static String textOf(List<TelemetryRow> texts, String messageId) {
        return texts.stream()
                .filter(row -> messageId.equals(text(row, "messageId")))
                .reduce((earlier, later) -> later)
                .map(row -> text(row, "messageText"))
                .orElse("");
    }

    private static Map<String, Integer> map(String json) {
        try {
            var counts = new LinkedHashMap<String, Integer>();
            MAPPER.readTree(json)
                    .properties()
                    .forEach(
                            entry -> counts.put(entry.getKey(), entry.getValue().intValue()));
            return counts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
