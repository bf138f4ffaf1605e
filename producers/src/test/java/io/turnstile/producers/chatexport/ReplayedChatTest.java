package io.turnstile.producers.chatexport;

import static io.turnstile.producers.chatexport.ReadRows.number;
import static io.turnstile.producers.chatexport.ReadRows.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.turnstile.producers.MalformedReason;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayedChatTest {

    private ReadRows read;

    @BeforeEach
    void readTheReplay() throws URISyntaxException {
        read = ReadRows.of(Path.of(
                getClass().getResource("/chat-exports/door.chatreplay.json").toURI()));
    }

    @Test
    void promptsWithOneRequestIdAreOneTurnOfOneConversation() {
        assertThat(read.event("toolCallDetailsInternal"))
                .extracting(
                        row -> text(row, "conversationId"),
                        row -> text(row, "messageId"),
                        row -> number(row, "turnIndex"),
                        row -> number(row, "numRequests"),
                        row -> number(row, "turnDuration"),
                        row -> text(row, "toolCounts"),
                        row -> text(row, "model"))
                .containsExactly(
                        tuple("replay-turn-1", "turn-1", 1.0, 2.0, 6_000.0, "{\"find_key\":2}", "model-a"),
                        tuple("replay-turn-1", "turn-2", 2.0, 1.0, 1_000.0, "{}", "model-b"));
        assertThat(read.texts("user"))
                .extracting(row -> text(row, "messageText"))
                .containsExactly("Open the door", "Close it");
    }

    @Test
    void aCallHasAnInputRowAndUnlessItFailedAnOutputRowOfTheSameId() {
        assertThat(read.calls("output"))
                .extracting(
                        row -> number(row, "promptTokens"),
                        row -> number(row, "completionTokens"),
                        row -> number(row, "totalTokens"),
                        row -> text(row, "baseModel"))
                .containsExactly(
                        tuple(100.0, 10.0, 110.0, "model-a"),
                        tuple(150.0, 5.0, 155.0, "model-a"),
                        tuple(170.0, 4.0, 174.0, "model-b"));
        assertThat(read.calls("input"))
                .extracting(row -> number(row, "maxTokenWindow"))
                .containsExactly(1_000.0, 1_000.0, 1_000.0, 2_000.0);
        assertThat(read.calls("input"))
                .extracting(row -> text(row, "modelCallId"))
                .doesNotHaveDuplicates()
                .containsAll(read.calls("output").stream()
                        .map(row -> text(row, "modelCallId"))
                        .toList());
    }

    @Test
    void theModelsTextIsJoinedFromItsPieces() {
        assertThat(read.texts("model"))
                .filteredOn(row -> "turn-1".equals(text(row, "messageId")))
                .extracting(row -> text(row, "messageText"))
                .containsExactly("I look for the key.", "It is open.");
    }

    @Test
    void aCallWithoutATimeIsMalformed() {
        assertThat(read.malformed())
                .extracting(item -> item.place(), item -> item.reason())
                .containsExactly(tuple("door.chatreplay.json#prompts/2", MalformedReason.NO_TIMESTAMP));
    }
}
