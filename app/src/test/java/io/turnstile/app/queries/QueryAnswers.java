package io.turnstile.app.queries;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.app.oracle.Answers;
import io.turnstile.app.oracle.Answers.Fields;
import io.turnstile.app.oracle.Subject;
import io.turnstile.app.oracle.Subject.Kind;
import io.turnstile.embedded.kql.ResultTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a production query gives, under the oracle's names for it. */
final class QueryAnswers {

    private final Answers answers = new Answers();

    private QueryAnswers() {}

    static Answers of(String query, ResultTable result) {
        return query.equals("sft_session_router_first_turns") ? ofFirstTurns(result) : ofConversations(result);
    }

    /** Of a query that gives a conversation a row. */
    static Answers ofConversations(ResultTable result) {
        var reader = new QueryAnswers();
        Cells.of(result).forEach(reader::addConversation);
        return reader.answers;
    }

    /** Of the query that gives a first turn a row: a request for the session dataset, and the start of its turn. */
    private static Answers ofFirstTurns(ResultTable result) {
        var reader = new QueryAnswers();
        Cells.of(result).forEach(reader::addFirstTurn);
        return reader.answers;
    }

    private void addFirstTurn(Cells row) {
        String conversationId = row.text("conversationId");
        String messageId = row.text("messageId");
        answers.add(
                new Subject(Kind.REQUEST, conversationId, messageId),
                new Fields()
                        .with("session_stratum", row.text("stratum"))
                        .with("text", row.text("text"))
                        .with("prompt_char_count", row.value("promptCharCount"))
                        .with("reference_count", row.value("referenceCount"))
                        .with("model", row.text("model"))
                        .with("response_type", row.text("responseType"))
                        .with("num_requests", row.value("numRequests"))
                        .with("tool_counts", toolCounts(row.json("toolCounts")))
                        .with("tool_diversity", row.value("toolDiversity"))
                        .with("token_growth", row.value("tokenGrowth"))
                        .with("turn_duration_ms", row.value("turnDurationMs"))
                        .values());
        answers.add(
                new Subject(Kind.TURN, conversationId, messageId),
                new Fields().with("started_at", row.millis("startedAt")).values());
    }

    private void addConversation(Cells row) {
        String id = row.text("conversationId");
        JsonNode turns = row.json("turns");
        answers.add(
                new Subject(Kind.CONVERSATION, id, ""),
                new Fields()
                        .with("is_complete", row.text("partialReason") == null)
                        .with("partial_reason", row.text("partialReason"))
                        .with("started_at", row.millis("startedAt"))
                        .with("last_event_at", row.millis("lastEventAt"))
                        .with("min_turn_index", row.value("minTurnIndex"))
                        .with("max_turn_index", row.value("maxTurnIndex"))
                        .with("captured_turn_count", row.value("capturedTurnCount"))
                        .with("abandoned_turn_count", row.value("abandonedTurnCount"))
                        .with("subagent_turn_count", row.value("subagentTurnCount"))
                        .with("unsummarized_turn_count", row.value("unsummarizedTurnCount"))
                        .with("stratum", row.text("stratum"))
                        .with("delta_reliable", row.value("deltaReliable"))
                        .with("models", joined(texts(row.json("models"))))
                        .with(
                                "turn_order",
                                joined(elements(turns).stream()
                                        .map(turn -> text(turn, "messageId"))
                                        .toList()))
                        .values());
        elements(turns).forEach(turn -> addTurn(id, turn));
    }

    private void addTurn(String conversationId, JsonNode turn) {
        String messageId = text(turn, "messageId");
        var fields = new Fields()
                .with("started_at", millis(text(turn, "startedAt")))
                .with("last_event_at", millis(text(turn, "lastEventAt")))
                .with("mode", text(turn, "mode"))
                .with("user_text", text(turn, "userText"))
                .with("model_text", text(turn, "modelText"))
                .with("model_text_at", millis(text(turn, "modelTextAt")))
                .with("panel_turn_index", text(turn, "panelTurnIndex"))
                .with("parent_request_id", text(turn, "parentRequestId"))
                .with(
                        "summarized_at",
                        joined(texts(turn.get("summarizedAt")).stream()
                                .map(QueryAnswers::millis)
                                .toList()));
        addSummary(fields, turn.get("summary"));
        addSignals(fields, turn.get("signals"));
        answers.add(new Subject(Kind.TURN, conversationId, messageId), fields.values());
        int place = 0;
        for (JsonNode call : turn.path("calls")) {
            place++;
            answers.add(new Subject(Kind.CALL, conversationId, messageId + " call " + place), call(call));
        }
    }

    private static void addSummary(Fields fields, JsonNode summary) {
        fields.with("summary_at", millis(text(summary, "at")))
                .with("turn_index", text(summary, "turnIndex"))
                .with("response_type", text(summary, "responseType"))
                .with("model", text(summary, "model"))
                .with("intent_id", text(summary, "intentId"))
                .with("num_requests", text(summary, "numRequests"))
                .with("tool_counts", toolCounts(summary.get("toolCounts")))
                .with("turn_duration_ms", text(summary, "turnDurationMs"))
                .with("session_duration_ms", text(summary, "sessionDurationMs"))
                .with("prompt_token_count", text(summary, "promptTokenCount"))
                .with("message_char_len", text(summary, "messageCharLen"))
                .with("available_tool_count", text(summary, "availableToolCount"))
                .with("invalid_tool_call_count", text(summary, "invalidToolCallCount"))
                .with("tool_token_count", text(summary, "toolTokenCount"))
                .with("total_tool_calls", text(summary, "totalToolCalls"))
                .with("parallel_tool_call_rounds", text(summary, "parallelToolCallRounds"))
                .with("parallel_tool_calls_total", text(summary, "parallelToolCallsTotal"));
    }

    private static void addSignals(Fields fields, JsonNode signals) {
        fields.with("is_synthetic", text(signals, "isSynthetic"))
                .with("complexity", text(signals, "complexity"))
                .with("tool_diversity", text(signals, "toolDiversity"))
                .with("round_check", text(signals, "roundCheck"));
        if (signals.has("tokenGrowth")) {
            fields.with("token_growth", text(signals, "tokenGrowth"));
        }
    }

    private static Map<String, String> call(JsonNode call) {
        return new Fields()
                .with("model_call_id", text(call, "modelCallId"))
                .with("happened_at", millis(text(call, "at")))
                .with("model", text(call, "model"))
                .with("prompt_tokens", text(call, "promptTokens"))
                .with("completion_tokens", text(call, "completionTokens"))
                .with("max_token_window", text(call, "maxTokenWindow"))
                .with("sub_type", text(call, "subType"))
                .with("retry_after_error", text(call, "retryAfterError"))
                .with("prompt_token_delta", text(call, "promptTokenDelta"))
                .with("delta_cause", text(call, "deltaCause"))
                .values();
    }

    private static String toolCounts(JsonNode counts) {
        if (counts == null || counts.isNull()) {
            return null;
        }
        var sorted = new TreeMap<String, String>();
        counts.properties()
                .forEach(count -> sorted.put(count.getKey(), count.getValue().asText()));
        return joined(sorted.entrySet().stream()
                .map(count -> count.getKey() + "=" + count.getValue())
                .toList());
    }

    /** KQL's strings have no null: what is not known is empty. */
    private static String text(JsonNode bag, String key) {
        JsonNode value = bag.get(key);
        if (value == null) {
            throw new IllegalStateException("No " + key + " in " + bag);
        }
        return value.isNull() || value.asText().isEmpty() ? null : value.asText();
    }

    private static Long millis(String time) {
        return time == null ? null : Instant.parse(time).toEpochMilli();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
