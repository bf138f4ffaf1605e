package io.turnstile.producers.chatexport;

import static io.turnstile.producers.chatexport.ReadRows.number;
import static io.turnstile.producers.chatexport.ReadRows.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.producers.MalformedReason;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatExportSourceTest {

    private static final Instant START = Instant.ofEpochMilli(1_767_323_045_000L);

    @TempDir
    private Path folder;

    private Path lamp;
    private ReadRows read;

    @BeforeEach
    void readTheExport() throws URISyntaxException {
        lamp = Path.of(getClass().getResource("/chat-exports/lamp.json").toURI());
        read = ReadRows.of(lamp);
    }

    @Test
    void aTurnGivesTheRowsThatTheExtensionSendsInTheirOrder() {
        var rows = read.rows().stream()
                .filter(row -> row.getOrigin().getPlace().equals("lamp.json#requests/0"))
                .toList();

        assertThat(rows)
                .extracting(
                        ChatExportSourceTest::shortName,
                        row -> row.getServerTimestamp().toEpochMilli() - START.toEpochMilli())
                .containsExactly(
                        tuple("conversation.messageText user", 0L),
                        tuple("conversation.messageText model", 3_000L),
                        tuple("panel.request", 3_000L),
                        tuple("summarizedConversationHistory", 6_000L),
                        tuple("panel.request", 6_000L),
                        tuple("conversation.messageText model", 9_001L),
                        tuple("conversation.messageText model", 9_001L),
                        tuple("toolCallDetailsInternal", 9_001L),
                        tuple("panel.request", 9_001L));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.getClientTimestamp()).isEqualTo(row.getServerTimestamp());
            assertThat(row.getOrigin().getSource()).isEqualTo("chat-export");
        });
    }

    @Test
    void theSummaryMeasuresTheTurn() {
        var summary = read.summary("turn-1");

        assertThat(summary.getProperties())
                .isEqualTo(Map.of(
                        "conversationId", "conversation-1",
                        "messageId", "turn-1",
                        "intentId", "editAgent",
                        "responseType", "success",
                        "toolCounts", "{\"apply_patch\":1,\"read_file\":2}",
                        "model", "model-a"));
        assertThat(summary.getMeasurements())
                .isEqualTo(Map.of(
                        "numRequests", 3.0,
                        "turnIndex", 1.0,
                        "turnDuration", 9_001.0,
                        "messageCharLen", 42.0,
                        "totalToolCalls", 3.0,
                        "parallelToolCallRounds", 1.0,
                        "parallelToolCallsTotal", 2.0));
    }

    @Test
    void eachRoundHasItsPanelRequest() {
        assertThat(read.event("panel.request"))
                .filteredOn(row -> "turn-1".equals(text(row, "requestId")))
                .extracting(row -> number(row, "round"), row -> text(row, "toolCounts"))
                .containsExactly(tuple(0.0, "{\"read_file\":2}"), tuple(1.0, "{\"apply_patch\":1}"), tuple(2.0, "{}"));
    }

    @Test
    void theUsersTextCountsTurnsFromZeroAndTheModelsFromOne() {
        assertThat(read.texts("user"))
                .filteredOn(row -> "turn-3".equals(text(row, "messageId")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(text(row, "turnIndex")).isEqualTo("1");
                    assertThat(text(row, "mode")).isEqualTo("agent");
                    assertThat(text(row, "headerRequestId")).isEqualTo("turn-3");
                    assertThat(text(row, "messageText")).isEqualTo("Make it red");
                });
        assertThat(read.texts("model"))
                .filteredOn(row -> "turn-3".equals(text(row, "messageId")))
                .allSatisfy(row -> assertThat(text(row, "turnIndex")).isEqualTo("2"));
    }

    @Test
    void theFinalTextIsSentAgainUnderAnIdOfNoTurn() {
        var finals = read.texts("model").stream()
                .filter(row -> "The lamp blinks now.".equals(text(row, "messageText")))
                .toList();

        assertThat(finals)
                .extracting(row -> text(row, "messageId"))
                .hasSize(2)
                .contains("turn-1")
                .doesNotHaveDuplicates();
        assertThat(finals)
                .allSatisfy(row -> assertThat(text(row, "conversationId")).isEqualTo("conversation-1"));
    }

    @Test
    void turnsAreCountedByConversation() {
        assertThat(read.event("toolCallDetailsInternal"))
                .extracting(
                        row -> text(row, "conversationId"),
                        row -> text(row, "messageId"),
                        row -> number(row, "turnIndex"))
                .containsExactly(
                        tuple("conversation-1", "turn-1", 1.0),
                        tuple("conversation-2", "turn-2", 1.0),
                        tuple("conversation-1", "turn-3", 2.0),
                        // turn-4 has no time and is malformed, but it was there
                        tuple("conversation-1", "turn-5", 4.0),
                        tuple("conversation-1", "turn-6", 5.0));
    }

    @Test
    void aRequestWithoutAResultGivesOnlyTheUsersTextWithoutIds() {
        assertThat(read.rows())
                .filteredOn(row -> row.getOrigin().getPlace().equals("lamp.json#requests/1"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getProperties())
                            .isEqualTo(Map.of(
                                    "source", "user", "messageText", "Stop, something is wrong", "mode", "agent"));
                    assertThat(TurnKey.of(new RowView(row.getProperties(), row.getMeasurements())))
                            .isEmpty();
                });
    }

    @Test
    void theEndingAndTheModeOfATurnAreRead() {
        assertThat(List.of("turn-1", "turn-3", "turn-5", "turn-6"))
                .extracting(id -> text(read.summary(id), "responseType"))
                .containsExactly("success", "cancelled", "maxToolCalls", "failed");
        assertThat(read.texts("user"))
                .extracting(row -> text(row, "mode"))
                .containsExactly("agent", "agent", "ask", "agent", "custom", "edit");
    }

    @Test
    void aNumberThatTheExportDoesNotHoldIsAbsent() {
        assertThat(read.summary("turn-3").getMeasurements()).doesNotContainKey("turnDuration");
        assertThat(read.summary("turn-5").getProperties()).doesNotContainKey("model");
    }

    @Test
    void theTokensOfTheLastCallAreReadWhereTheExportHasThem() {
        assertThat(read.calls("output")).singleElement().satisfies(row -> {
            assertThat(text(row, "messageId")).isEqualTo("turn-3");
            assertThat(row.getMeasurements())
                    .isEqualTo(Map.of("promptTokens", 1_200.0, "completionTokens", 34.0, "totalTokens", 1_234.0));
        });
    }

    @Test
    void whatIsNoRequestIsMalformed() {
        assertThat(read.malformed())
                .extracting(item -> item.place(), item -> item.reason())
                .containsExactly(
                        tuple("lamp.json#requests/4", MalformedReason.NO_TIMESTAMP),
                        tuple("lamp.json#requests/5", MalformedReason.NOT_AN_OBJECT));
    }

    @Test
    void aLaterExportOfTheSameChatGivesTheSameRowsAndMore() throws IOException {
        var mapper = new JsonMapper();
        var root = mapper.readTree(lamp.toFile());
        var requests = (ArrayNode) root.get("requests");
        while (requests.size() > 4) {
            requests.remove(requests.size() - 1);
        }
        mapper.writeValue(folder.resolve("earlier.json").toFile(), root);

        var earlier = ReadRows.of(folder);
        assertThat(earlier.rows()).isNotEmpty();
        assertThat(read.rows()).hasSizeGreaterThan(earlier.rows().size());
        assertThat(read.rows().subList(0, earlier.rows().size()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("origin")
                .isEqualTo(earlier.rows());
    }

    @Test
    void aLongTextIsSplitAsItsSenderDoesAndReadsAsOne() throws IOException {
        String longText = "x".repeat(8_191) + "\uD83D\uDE00" + "y".repeat(9_000);
        var root = new JsonMapper().readTree(lamp.toFile());
        ((ObjectNode) root.at("/requests/0/message")).put("text", longText);
        new JsonMapper().writeValue(folder.resolve("long.json").toFile(), root);

        var row = ReadRows.of(folder).texts("user").get(0);
        assertThat(row.getProperties()).containsKeys("messageText", "messageText_02", "messageText_03");
        assertThat(row.getProperties().values())
                .allSatisfy(value -> assertThat(value.length()).isLessThanOrEqualTo(8_192));
        assertThat(text(row, "messageText")).isEqualTo(longText);
        // No half of a pair: what cannot be encoded would come back as a question mark.
        assertThat(row.getProperties().values())
                .allSatisfy(
                        value -> assertThat(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                                .isEqualTo(value));
    }

    @Test
    void aFileThatIsNoChatSaysWhyAndTheOthersAreRead() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"secret\": tru\n}");
        Files.writeString(folder.resolve("b.json"), "{\"name\": \"package\"}");
        Files.writeString(folder.resolve("c.json"), "x".repeat(100_000));
        Files.copy(lamp, folder.resolve("d.json"));
        Files.writeString(folder.resolve("e.txt"), "not read");

        var mixed = ReadRows.of(new ChatExportConfiguration(50_000), folder);
        assertThat(mixed.malformed())
                .extracting(item -> item.place(), item -> item.reason())
                .startsWith(
                        tuple("a.json", MalformedReason.INVALID_JSON),
                        tuple("b.json", MalformedReason.NOT_A_CHAT_EXPORT),
                        tuple("c.json", MalformedReason.TOO_LONG));
        assertThat(mixed.malformed().get(0).detail()).contains("line 1:").doesNotContain("secret", "tru");
        assertThat(mixed.rows()).hasSameSizeAs(read.rows());
    }

    private static String shortName(TelemetryRow row) {
        String name = row.getEventName().substring("GitHub.copilot-chat/".length());
        return row.getProperties().containsKey("source") ? name + " " + text(row, "source") : name;
    }
}
