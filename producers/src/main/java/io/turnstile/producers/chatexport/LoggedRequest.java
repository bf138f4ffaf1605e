package io.turnstile.producers.chatexport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One log entry of kind "request" in a chat replay: a call to a model. */
record LoggedRequest(JsonNode json) {

    /** The panel's own calls; others are titles, categorisation, subagents and the like. */
    private static final String PANEL = "panel/";

    static boolean isOne(JsonNode log) {
        return "request".equals(Field.text(log, "kind"));
    }

    boolean isOfTurn() {
        String name = Field.text(json, "name");
        return name == null || name.startsWith(PANEL);
    }

    /** The id of its turn; null where the log does not say. */
    String messageId() {
        String ours = Field.text(metadata(), "ourRequestId");
        return ours == null ? Field.text(metadata(), "requestId") : ours;
    }

    Optional<Instant> startedAt() {
        return Field.isoTime(metadata(), "startTime");
    }

    String model() {
        return Field.text(metadata(), "model");
    }

    /** The ending in the telemetry's words: success, canceled, failed, filtered, ... */
    String responseType() {
        String type = Field.text(json.path("response"), "type");
        if (type != null) {
            return type;
        }
        return "ChatMLSuccess".equals(Field.text(json, "type")) ? "success" : "failed";
    }

    Round round(Instant startedAt, Map<String, Integer> toolCounts) {
        var endedAt = Field.isoTime(metadata(), "endTime")
                .filter(end -> !end.isBefore(startedAt))
                .orElse(startedAt);
        boolean isAnswered = "success".equals(responseType());
        return new Round(startedAt, endedAt, model(), text(), toolCounts, isAnswered, call());
    }

    private JsonNode metadata() {
        return json.path("metadata");
    }

    private ModelCall call() {
        JsonNode usage = metadata().path("usage");
        return new ModelCall(
                Field.number(usage, "prompt_tokens"),
                Field.number(usage, "completion_tokens"),
                Field.number(usage, "total_tokens"),
                Field.number(metadata(), "maxPromptTokens"));
    }

    private String text() {
        JsonNode message = json.path("response").path("message");
        if (message.isTextual()) {
            return message.textValue();
        }
        var text = new StringBuilder();
        message.forEach(part -> text.append(part.isTextual() ? part.textValue() : ""));
        return text.toString();
    }
}
