package io.turnstile.app.oracle;

import io.turnstile.app.oracle.Answers.Fields;
import io.turnstile.app.oracle.Subject.Kind;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LlmCall;
import io.turnstile.schema.Turn;
import io.turnstile.schema.TurnSignals;
import io.turnstile.schema.TurnSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in the topics, under the oracle's names for it. */
final class StandingAnswers {

    private final Answers answers = new Answers();

    private StandingAnswers() {}

    static Answers of(
            Map<String, Conversation> complete, Map<String, Conversation> partial, Map<String, JudgeRequest> requests) {
        var standing = new StandingAnswers();
        complete.values().forEach(conversation -> standing.add(conversation, true));
        // One that stands in both topics is an error, which add finds.
        partial.values().forEach(conversation -> standing.add(conversation, false));
        requests.values().forEach(standing::add);
        return standing.answers;
    }

    private void add(Conversation conversation, boolean isComplete) {
        String id = conversation.getConversationId();
        answers.add(
                new Subject(Kind.CONVERSATION, id, ""),
                new Fields()
                        .with("is_complete", isComplete)
                        .with("partial_reason", conversation.getPartialReason())
                        .with("started_at", millis(conversation.getStartedAt()))
                        .with("last_event_at", millis(conversation.getLastEventAt()))
                        .with("min_turn_index", conversation.getMinTurnIndex())
                        .with("max_turn_index", conversation.getMaxTurnIndex())
                        .with("captured_turn_count", conversation.getCapturedTurnCount())
                        .with("abandoned_turn_count", conversation.getAbandonedTurnCount())
                        .with("subagent_turn_count", conversation.getSubagentTurnCount())
                        .with("unsummarized_turn_count", conversation.getUnsummarizedTurnCount())
                        .with("stratum", conversation.getStratum())
                        .with("delta_reliable", conversation.getDeltaReliable())
                        .with("models", joined(conversation.getModels()))
                        .with("turn_order", joined(messageIds(conversation)))
                        .with("user_hash", conversation.getUserHash())
                        .values());
        conversation.getTurns().forEach(turn -> add(id, turn));
    }

    private void add(String conversationId, Turn turn) {
        var fields = new Fields()
                .with("started_at", millis(turn.getStartedAt()))
                .with("last_event_at", millis(turn.getLastEventAt()))
                .with("mode", turn.getMode())
                .with("user_text", turn.getUserText())
                .with("model_text", turn.getModelText())
                .with("model_text_at", millis(turn.getModelTextAt()))
                .with("panel_turn_index", turn.getPanelTurnIndex())
                .with("parent_request_id", turn.getParentRequestId())
                .with("user_hash", turn.getUserHash())
                .with(
                        "summarized_at",
                        joined(turn.getSummarizedAt().stream()
                                .map(StandingAnswers::millis)
                                .toList()));
        addSummary(fields, turn.getSummary());
        addSignals(fields, turn.getSignals());
        answers.add(new Subject(Kind.TURN, conversationId, turn.getMessageId()), fields.values());
        for (int i = 0; i < turn.getCalls().size(); i++) {
            String place = turn.getMessageId() + " call " + (i + 1);
            answers.add(
                    new Subject(Kind.CALL, conversationId, place),
                    call(turn.getCalls().get(i)));
        }
    }

    private static void addSummary(Fields fields, TurnSummary summary) {
        fields.with("summary_at", millis(summary.getAt()))
                .with("turn_index", summary.getTurnIndex())
                .with("response_type", summary.getResponseType())
                .with("model", summary.getModel())
                .with("intent_id", summary.getIntentId())
                .with("num_requests", summary.getNumRequests())
                .with("tool_counts", toolCounts(summary.getToolCounts()))
                .with("turn_duration_ms", summary.getTurnDurationMs())
                .with("session_duration_ms", summary.getSessionDurationMs())
                .with("prompt_token_count", summary.getPromptTokenCount())
                .with("message_char_len", summary.getMessageCharLen())
                .with("available_tool_count", summary.getAvailableToolCount())
                .with("invalid_tool_call_count", summary.getInvalidToolCallCount())
                .with("tool_token_count", summary.getToolTokenCount())
                .with("total_tool_calls", summary.getTotalToolCalls())
                .with("parallel_tool_call_rounds", summary.getParallelToolCallRounds())
                .with("parallel_tool_calls_total", summary.getParallelToolCallsTotal());
    }

    private static void addSignals(Fields fields, TurnSignals signals) {
        fields.with("is_synthetic", signals.getIsSynthetic())
                .with("complexity", signals.getComplexity())
                .with("tool_diversity", signals.getToolDiversity())
                .with("token_growth", signals.getTokenGrowth())
                .with("round_check", signals.getRoundCheck());
    }

    private static Map<String, String> call(LlmCall call) {
        return new Fields()
                .with("model_call_id", call.getModelCallId())
                .with("happened_at", millis(call.getAt()))
                .with("model", call.getModel())
                .with("prompt_tokens", call.getPromptTokens())
                .with("completion_tokens", call.getCompletionTokens())
                .with("max_token_window", call.getMaxTokenWindow())
                .with("sub_type", call.getSubType())
                .with("retry_after_error", call.getRetryAfterError())
                .with("prompt_token_delta", call.getPromptTokenDelta())
                .with("delta_cause", call.getDeltaCause())
                .values();
    }

    private void add(JudgeRequest request) {
        InferenceSignals known = request.getInferenceSignals();
        HindsightSignals hindsight = request.getHindsightSignals();
        answers.add(
                new Subject(Kind.REQUEST, request.getConversationId(), request.getMessageId()),
                new Fields()
                        .with("session_stratum", of(request, DatasetKind.SESSION, DatasetMembership::getStratum))
                        .with(
                                "conversation_stratum",
                                of(request, DatasetKind.CONVERSATION, DatasetMembership::getStratum))
                        .with("session_position", of(request, DatasetKind.SESSION, DatasetMembership::getPosition))
                        .with(
                                "conversation_position",
                                of(request, DatasetKind.CONVERSATION, DatasetMembership::getPosition))
                        .with("user_hash", request.getUserHash())
                        .with("turn_number", request.getTurnNumber())
                        .with("text", request.getText())
                        .with("prompt_char_count", known.getPromptCharCount())
                        .with("reference_count", known.getReferenceCount())
                        .with("previous_model", known.getPreviousModel())
                        .with("model", hindsight.getModel())
                        .with("response_type", hindsight.getResponseType())
                        .with("num_requests", hindsight.getNumRequests())
                        .with("tool_counts", toolCounts(hindsight.getToolCounts()))
                        .with("complexity", hindsight.getComplexity())
                        .with("tool_diversity", hindsight.getToolDiversity())
                        .with("token_growth", hindsight.getTokenGrowth())
                        .with("turn_duration_ms", hindsight.getTurnDurationMs())
                        .with("is_likely_reasoning", hindsight.getIsLikelyReasoning())
                        .values());
    }

    private static Object of(JudgeRequest request, DatasetKind dataset, Function<DatasetMembership, ?> property) {
        return request.getMemberships().stream()
                .filter(membership -> membership.getDataset() == dataset)
                .findFirst()
                .map(property)
                .orElse(null);
    }

    private static List<String> messageIds(Conversation conversation) {
        return conversation.getTurns().stream().map(Turn::getMessageId).toList();
    }

    private static String toolCounts(Map<String, Integer> counts) {
        return counts == null
                ? null
                : joined(new TreeMap<>(counts)
                        .entrySet().stream()
                                .map(count -> count.getKey() + "=" + count.getValue())
                                .toList());
    }

    private static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static String joined(Collection<?> values) {
        return Stream.of(values.toArray()).map(Object::toString).collect(Collectors.joining(" "));
    }
}
