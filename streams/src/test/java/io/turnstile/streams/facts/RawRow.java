package io.turnstile.streams.facts;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.RowFixture;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A row before its store gives it a shape, so that one fact can be shown in both. Nothing is in it that is not put there. */
final class RawRow {

    private final String event;
    private final Instant at;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, Double> measurements = new HashMap<>();

    private RawRow(String event, Instant at) {
        this.event = event;
        this.at = at;
    }

    static RawRow event(String event, long second) {
        return new RawRow(event, RowFixture.EPOCH.plusSeconds(second));
    }

    /** A turn's toolCallDetailsInternal with its ids, a place and success. */
    static RawRow summary(String conversationId, String messageId, int turnIndex, long second) {
        return event("toolCallDetailsInternal", second)
                .ids(conversationId, messageId)
                .text("responseType", "success")
                .text("intentId", "editAgent")
                .number("turnIndex", turnIndex);
    }

    static RawRow userText(String conversationId, String messageId, long second, String text) {
        return event("conversation.messageText", second)
                .ids(conversationId, messageId)
                .text("source", "user")
                .text("mode", "agent")
                .text("messageText", text);
    }

    static RawRow modelText(String conversationId, String messageId, long second, String text) {
        return event("conversation.messageText", second)
                .ids(conversationId, messageId)
                .text("source", "model")
                .text("messageText", text);
    }

    static RawRow inputRow(String conversationId, String messageId, long second, String modelCallId) {
        return callRow(conversationId, messageId, second, modelCallId)
                .text("message_direction", "input")
                .text("messagesJson", "[{\"role\":\"user\",\"content\":4211}]")
                .text("request.option.temperature", "0")
                .number("maxTokenWindow", 128_000);
    }

    static RawRow outputRow(
            String conversationId, String messageId, long second, String modelCallId, long promptTokens) {
        return callRow(conversationId, messageId, second, modelCallId)
                .text("message_direction", "output")
                .text("baseModel", "model-a")
                .number("promptTokens", promptTokens)
                .number("completionTokens", 50)
                .number("totalTokens", promptTokens + 50);
    }

    static RawRow panelRequest(String conversationId, String messageId, long second) {
        return event("panel.request", second).text("requestId", messageId).text("conversationId", conversationId);
    }

    private static RawRow callRow(String conversationId, String messageId, long second, String modelCallId) {
        return event("engine.messages.length", second)
                .ids(conversationId, messageId)
                .text("modelCallId", modelCallId);
    }

    private RawRow ids(String conversationId, String messageId) {
        return text("conversationId", conversationId).text("messageId", messageId);
    }

    /** @param value null takes the key away */
    RawRow text(String key, String value) {
        if (value == null) {
            properties.remove(key);
        } else {
            properties.put(key, value);
        }
        return this;
    }

    RawRow number(String key, double value) {
        measurements.put(key, value);
        return this;
    }

    /** As AppEvents has it: camelCase, and TimeGenerated alone. */
    TelemetryRow staff() {
        return row("GitHub.copilot-chat/" + event, at, null, properties, measurements);
    }

    /** As AppEvents has it, with all numbers as strings among the properties. */
    TelemetryRow staffWithTextNumbers() {
        var texts = new HashMap<>(properties);
        measurements.forEach((key, value) -> texts.put(key, Long.toString(value.longValue())));
        return row("GitHub.copilot-chat/" + event, at, null, texts, Map.of());
    }

    /** As RawEventsVSCodeExt has it: all lower-case, and both timestamps; the server's comes a minute later. */
    TelemetryRow product() {
        return row(
                "github.copilot-chat/" + event.toLowerCase(Locale.ROOT),
                at.plusSeconds(60),
                at,
                lowerKeys(properties),
                lowerKeys(measurements));
    }

    /** With the timestamps given; null for one that the row does not have. */
    TelemetryRow timed(Instant server, Instant client) {
        return row("GitHub.copilot-chat/" + event, server, client, properties, measurements);
    }

    Instant at() {
        return at;
    }

    private static TelemetryRow row(
            String event,
            Instant server,
            Instant client,
            Map<String, String> properties,
            Map<String, Double> measurements) {
        return new TelemetryRow(
                event,
                server,
                client,
                Map.copyOf(properties),
                Map.copyOf(measurements),
                new RowOrigin("test", "facts"));
    }

    private static <V> Map<String, V> lowerKeys(Map<String, V> values) {
        var lower = new HashMap<String, V>();
        values.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
        return lower;
    }
}
