package io.turnstile.benchmarks;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The rows of one turn, as the extension sends them: per round the texts, a call's two rows and a panel.request. */
final class TurnRows {

    private static final RowOrigin ORIGIN = new RowOrigin("benchmark", "workload");
    private static final int USER_WORDS = 90;
    private static final int MODEL_WORDS = 120;

    private final String conversationId;
    private final String messageId;
    private final int turnIndex;
    private final long startMs;
    private final Words words;
    private final List<TelemetryRow> rows = new ArrayList<>();
    private long atMs;

    private TurnRows(String conversationId, String messageId, int turnIndex, long startMs, SplittableRandom random) {
        this.conversationId = conversationId;
        this.messageId = messageId;
        this.turnIndex = turnIndex;
        this.startMs = startMs;
        this.words = new Words(random);
        this.atMs = startMs;
    }

    /** A turn of so many rounds. The user's text is sent again on each, as the extension does. */
    static List<TelemetryRow> of(
            String conversationId, String messageId, int turnIndex, int rounds, long startMs, SplittableRandom random) {
        var turn = new TurnRows(conversationId, messageId, turnIndex, startMs, random);
        String userText = turn.words.some(USER_WORDS);
        for (int round = 1; round <= rounds; round++) {
            turn.round(userText, round);
        }
        turn.summary(rounds);
        return turn.rows;
    }

    /** The least that makes a turn: its text and its summary. */
    static List<TelemetryRow> brief(
            String conversationId, String messageId, int turnIndex, long startMs, SplittableRandom random) {
        var turn = new TurnRows(conversationId, messageId, turnIndex, startMs, random);
        turn.text("user", turn.words.some(USER_WORDS));
        turn.summary(1);
        return turn.rows;
    }

    private void round(String userText, int round) {
        String call = messageId + "-call-" + round;
        text("user", userText);
        add(
                "engine.messages.length",
                Map.of(
                        "modelCallId",
                        call,
                        "message_direction",
                        "input",
                        "messagesJson",
                        words.lengths(20 + 4 * round),
                        "headerRequestId",
                        messageId),
                Map.of("maxTokenWindow", 128_000.0));
        add(
                "engine.messages.length",
                Map.of("modelCallId", call, "message_direction", "output", "baseModel", "model-a"),
                Map.of("promptTokens", 4_000.0 * turnIndex + 300.0 * round, "completionTokens", 210.0));
        text("model", words.some(MODEL_WORDS));
        add(
                "panel.request",
                Map.of("requestId", messageId, "responseType", "success", "model", "model-a"),
                Map.of("turn", (double) turnIndex, "round", (double) round));
    }

    private void text(String source, String text) {
        add(
                "conversation.messageText",
                Map.of("source", source, "messageText", text, "mode", "agent", "turnIndex", "" + turnIndex),
                Map.of());
    }

    private void summary(int rounds) {
        add(
                "toolCallDetailsInternal",
                Map.of(
                        "responseType", "success",
                        "model", "model-a",
                        "intentId", "editAgent",
                        "toolCounts", "{\"read_file\":" + (rounds - 1) + "}",
                        "availableTools", words.some(60)),
                Map.of(
                        "turnIndex",
                        (double) turnIndex,
                        "numRequests",
                        (double) rounds,
                        "turnDuration",
                        (double) (atMs - startMs),
                        "promptTokenCount",
                        4_000.0 * turnIndex,
                        "messageCharLen",
                        600.0,
                        "availableToolCount",
                        31.0));
    }

    private void add(String event, Map<String, String> properties, Map<String, Double> measurements) {
        var all = new HashMap<>(properties);
        all.put("messageId", messageId);
        all.put("conversationId", conversationId);
        all.put("common.extversion", "0.42.1");
        all.put("common.vscodesessionid", "session-" + conversationId);
        atMs += 1_000;
        Instant at = Instant.ofEpochMilli(atMs);
        rows.add(new TelemetryRow("GitHub.copilot-chat/" + event, at, null, all, measurements, ORIGIN));
    }
}
