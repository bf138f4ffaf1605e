package io.turnstile.streams;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one turn, as the extension sends them, with the parts that a test cares about. */
public final class RowFixture {

    /** The time that tests count seconds from. */
    public static final Instant EPOCH = Instant.parse("2026-03-01T10:00:00Z");

    private final String conversationId;
    private final String messageId;
    private final int turnIndex;
    private final List<TelemetryRow> rows = new ArrayList<>();

    private RowFixture(String conversationId, String messageId, int turnIndex) {
        this.conversationId = conversationId;
        this.messageId = messageId;
        this.turnIndex = turnIndex;
    }

    public static RowFixture turn(String conversationId, String messageId, int turnIndex) {
        return new RowFixture(conversationId, messageId, turnIndex);
    }

    /** A whole successful turn that starts so many seconds after the epoch and takes ten. */
    public static List<TelemetryRow> whole(String conversationId, String messageId, int turnIndex, long startSecond) {
        return turn(conversationId, messageId, turnIndex)
                .userText(startSecond, "Refactor module " + messageId + " into smaller parts", "agent")
                .call(startSecond + 1, messageId + "-call", "model-a", 1_000L * turnIndex)
                .panelRequest(startSecond + 5, null)
                .modelText(startSecond + 8, "Done with " + messageId)
                .summary(startSecond + 10, "success", 1)
                .rows();
    }

    public RowFixture userText(long second, String text, String mode) {
        return add(
                second,
                "conversation.messageText",
                Map.of("source", "user", "messageText", text, "mode", mode, "turnIndex", "" + (turnIndex - 1)),
                Map.of());
    }

    public RowFixture modelText(long second, String text) {
        return add(second, "conversation.messageText", Map.of("source", "model", "messageText", text), Map.of());
    }

    public RowFixture call(long second, String modelCallId, String model, long promptTokens) {
        return add(
                second,
                "engine.messages.length",
                Map.of("modelCallId", modelCallId, "baseModel", model, "message_direction", "output"),
                Map.of("promptTokens", (double) promptTokens, "completionTokens", 50.0));
    }

    public RowFixture panelRequest(long second, String parentRequestId) {
        var properties = new HashMap<String, String>();
        properties.put("requestId", messageId);
        if (parentRequestId != null) {
            properties.put("parentRequestId", parentRequestId);
        }
        return add(second, "panel.request", properties, Map.of("turn", (double) turnIndex));
    }

    public RowFixture summary(long second, String responseType, int numRequests) {
        return add(
                second,
                "toolCallDetailsInternal",
                Map.of(
                        "responseType",
                        responseType,
                        "model",
                        "model-a",
                        "intentId",
                        "editAgent",
                        "toolCounts",
                        "{\"read_file\":" + (numRequests - 1) + "}"),
                Map.of("turnIndex", (double) turnIndex, "numRequests", (double) numRequests, "turnDuration", 9_000.0));
    }

    /** Any event with any fields, beside the turn's ids. */
    public RowFixture add(long second, String event, Map<String, String> properties, Map<String, Double> measurements) {
        var all = new HashMap<>(properties);
        all.putIfAbsent("messageId", messageId);
        all.putIfAbsent("conversationId", conversationId);
        Instant at = EPOCH.plusSeconds(second);
        rows.add(new TelemetryRow(
                "GitHub.copilot-chat/" + event,
                at,
                at,
                all,
                measurements,
                new RowOrigin("test", "row-" + rows.size())));
        return this;
    }

    public List<TelemetryRow> rows() {
        return List.copyOf(rows);
    }
}
