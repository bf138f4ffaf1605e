package io.turnstile.producers.chatexport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One element of an export's requests: a turn. The fields are those of the editor's chat model and of the extension's
 * result metadata.
 */
record ExportedRequest(JsonNode json) {

    /** The editor's number for a response that was cancelled, in modelState. */
    private static final int STATE_CANCELLED = 2;

    private static final String MODEL_VENDOR = "copilot/";

    /** Null where the request has no result: it was cancelled early, or was still running. */
    String conversationId() {
        return Field.text(metadata(), "sessionId");
    }

    String messageId() {
        return Field.text(metadata(), "responseId");
    }

    boolean hasIds() {
        return conversationId() != null && messageId() != null;
    }

    /** @param turnIndex its place in its conversation, from 1; without meaning where it has no ids */
    CapturedTurn turn(int turnIndex, Instant startedAt) {
        var rounds = rounds(startedAt);
        return new CapturedTurn(
                hasIds() ? new TurnId(conversationId(), messageId(), turnIndex) : null,
                mode(),
                intentId(),
                userText(),
                startedAt,
                elapsed(),
                responseType(),
                model(),
                rounds,
                summarizations(rounds, startedAt));
    }

    private JsonNode metadata() {
        return json.path("result").path("metadata");
    }

    private Long elapsed() {
        Long elapsed = Field.number(json.path("result").path("timings"), "totalElapsed");
        return elapsed == null || elapsed < 0 ? null : elapsed;
    }

    private String userText() {
        String text = Field.text(json.path("message"), "text");
        String plain = text == null ? Field.text(json, "message") : text;
        return plain == null ? "" : plain;
    }

    private String model() {
        String id = Field.text(json, "modelId");
        return id != null && id.startsWith(MODEL_VENDOR) ? id.substring(MODEL_VENDOR.length()) : id;
    }

    private String mode() {
        JsonNode info = json.path("modeInfo");
        String named = Field.text(info, "modeId") == null ? Field.text(info, "kind") : Field.text(info, "modeId");
        return named == null ? modeOfAgent() : named;
    }

    /** Exports before modeInfo tell the mode by the agent that answered. */
    private String modeOfAgent() {
        String agent = String.valueOf(Field.text(json.path("agent"), "id"));
        if (agent.equals("github.copilot.editsAgent")) {
            return "agent";
        }
        return agent.startsWith("github.copilot.editingSession") ? "edit" : "ask";
    }

    private String intentId() {
        String command = Field.text(metadata(), "command");
        if (command != null) {
            return command;
        }
        return switch (mode()) {
            case "agent", "custom" -> "editAgent";
            case "edit" -> "edit";
            default -> "unknown";
        };
    }

    private String responseType() {
        JsonNode error = json.path("result").path("errorDetails");
        boolean isCancelled = json.path("isCanceled").asBoolean()
                || json.path("modelState").path("value").asInt() == STATE_CANCELLED;
        if (isCancelled) {
            return "cancelled";
        }
        if (error.isObject()) {
            return errorType(error);
        }
        return metadata().path("maxToolCallsExceeded").asBoolean() ? "maxToolCalls" : "success";
    }

    private static String errorType(JsonNode error) {
        if (error.path("responseIsFiltered").asBoolean()) {
            return "filtered";
        }
        if (error.path("isRateLimited").asBoolean()) {
            return "rateLimited";
        }
        return error.path("isQuotaExceeded").asBoolean() ? "quotaExceeded" : "failed";
    }

    private List<Round> rounds(Instant startedAt) {
        JsonNode array = metadata().path("toolCallRounds");
        var rounds = new ArrayList<Round>();
        var from = startedAt;
        for (JsonNode round : array) {
            var to = startedAt.plusMillis(roundEnd(rounds.size() + 1, array.size()));
            boolean isLast = rounds.size() == array.size() - 1;
            String text = Field.text(round, "response");
            rounds.add(new Round(
                    from, to, model(), text == null ? "" : text, toolCounts(round), true, isLast ? lastCall() : null));
            from = to;
        }
        return rounds;
    }

    /** Rounds have no times of their own: they are spread over the turn, at least a millisecond each, to keep order. */
    private long roundEnd(int number, int count) {
        long elapsed = elapsed() == null ? 0 : elapsed();
        return Math.max(number, elapsed / count * number + elapsed % count * number / count);
    }

    private static Map<String, Integer> toolCounts(JsonNode round) {
        var counts = new TreeMap<String, Integer>();
        for (JsonNode call : round.path("toolCalls")) {
            String tool = Field.text(call, "name");
            if (tool != null) {
                counts.merge(tool, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Exports since 2026 tell the tokens of the turn's last call; earlier ones tell none. */
    private ModelCall lastCall() {
        Long prompt = Field.number(metadata(), "promptTokens");
        Long completion = Field.number(metadata(), "outputTokens");
        Long total = prompt == null || completion == null ? null : Long.valueOf(prompt + completion);
        return prompt == null ? null : new ModelCall(prompt, completion, total, null);
    }

    private List<Summarization> summarizations(List<Round> rounds, Instant startedAt) {
        JsonNode several = metadata().path("summaries");
        var summarizations = new ArrayList<Summarization>();
        if (several.isArray() && !several.isEmpty()) {
            several.forEach(summary -> summarizations.add(summarization(summary, rounds, startedAt)));
        } else if (metadata().path("summary").isObject()) {
            summarizations.add(summarization(metadata().path("summary"), rounds, startedAt));
        }
        return summarizations;
    }

    /** It happened after the round that it names; one of an earlier turn means at this turn's start. */
    private Summarization summarization(JsonNode summary, List<Round> rounds, Instant startedAt) {
        String roundId = Field.text(summary, "toolCallRoundId");
        var at = startedAt;
        int index = 0;
        for (JsonNode round : metadata().path("toolCallRounds")) {
            if (roundId != null && roundId.equals(Field.text(round, "id"))) {
                at = rounds.get(index).endedAt();
            }
            index++;
        }
        String outcome = Field.text(summary, "outcome");
        return new Summarization(at, outcome == null ? "success" : outcome, Field.text(summary, "model"));
    }
}
