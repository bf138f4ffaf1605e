package io.turnstile.streams.codec;

import io.turnstile.domain.turn.LlmCall;
import io.turnstile.domain.turn.ModelText;
import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnParts;
import io.turnstile.domain.turn.TurnSummary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns between the domain and topic {@code turns}. */
public final class TurnCodec {

    private TurnCodec() {}

    /** A turn as topic turns carries it: without deltas and signals, which only its conversation gives it. */
    public static io.turnstile.schema.Turn encode(Turn turn) {
        List<io.turnstile.schema.LlmCall> calls = turn.callsByTime().stream()
                .map(call -> encode(call, null, null))
                .toList();
        return encode(turn, turn.statedMode(), calls, null);
    }

    /** @throws NullPointerException if a field that the schema requires is missing */
    public static Turn decode(io.turnstile.schema.Turn turn) {
        return decode(turn, turn.getConversationId());
    }

    /** @param conversationId the domain's, which is null where the turn's stands for none */
    public static Turn decode(io.turnstile.schema.Turn turn, String conversationId) {
        var parts = new TurnParts(turn.getMessageId(), conversationId, turn.getStartedAt(), turn.getLastEventAt())
                .statedMode(turn.getMode())
                .userText(turn.getUserText())
                .modelText(
                        turn.getModelText() == null ? null : new ModelText(turn.getModelTextAt(), turn.getModelText()))
                .summary(turn.getSummary() == null ? null : decode(turn.getSummary()))
                .panelTurnIndex(turn.getPanelTurnIndex())
                .parentRequestId(turn.getParentRequestId())
                .userHash(turn.getUserHash());
        turn.getCalls().forEach(call -> parts.call(decode(call)));
        turn.getSummarizedAt().forEach(parts::summarizedAt);
        return parts.build();
    }

    static io.turnstile.schema.Turn encode(
            Turn turn, String mode, List<io.turnstile.schema.LlmCall> calls, io.turnstile.schema.TurnSignals signals) {
        ModelText modelText = turn.modelText();
        return new io.turnstile.schema.Turn(
                turn.messageId(),
                turn.conversationId(),
                turn.startedAt(),
                turn.lastEventAt(),
                mode,
                turn.userText(),
                modelText == null ? null : modelText.text(),
                modelText == null ? null : modelText.at(),
                turn.summary() == null ? null : encode(turn.summary()),
                turn.panelTurnIndex(),
                turn.parentRequestId(),
                calls,
                List.copyOf(turn.summarizedAt()),
                signals,
                turn.userHash());
    }

    static io.turnstile.schema.LlmCall encode(
            LlmCall call, Long promptTokenDelta, io.turnstile.schema.DeltaCause deltaCause) {
        return new io.turnstile.schema.LlmCall(
                call.modelCallId(),
                call.at(),
                call.model(),
                call.promptTokens(),
                call.completionTokens(),
                call.maxTokenWindow(),
                call.subType(),
                call.retryAfterError(),
                promptTokenDelta,
                deltaCause);
    }

    static LlmCall decode(io.turnstile.schema.LlmCall call) {
        return new LlmCall(
                call.getModelCallId(),
                call.getAt(),
                call.getModel(),
                call.getPromptTokens(),
                call.getCompletionTokens(),
                call.getMaxTokenWindow(),
                call.getSubType(),
                call.getRetryAfterError());
    }

    private static io.turnstile.schema.TurnSummary encode(TurnSummary summary) {
        return new io.turnstile.schema.TurnSummary(
                summary.at(),
                summary.turnIndex(),
                summary.responseType(),
                summary.model(),
                summary.intentId(),
                summary.numRequests(),
                summary.toolCounts(),
                summary.turnDurationMs(),
                summary.sessionDurationMs(),
                summary.promptTokenCount(),
                summary.messageCharLen(),
                summary.availableToolCount(),
                summary.invalidToolCallCount(),
                summary.toolTokenCount(),
                summary.totalToolCalls(),
                summary.parallelToolCallRounds(),
                summary.parallelToolCallsTotal());
    }

    private static TurnSummary decode(io.turnstile.schema.TurnSummary summary) {
        return new TurnSummary(
                summary.getAt(),
                summary.getTurnIndex(),
                summary.getResponseType(),
                summary.getModel(),
                summary.getIntentId(),
                summary.getNumRequests(),
                sorted(summary.getToolCounts()),
                summary.getTurnDurationMs(),
                summary.getSessionDurationMs(),
                summary.getPromptTokenCount(),
                summary.getMessageCharLen(),
                summary.getAvailableToolCount(),
                summary.getInvalidToolCallCount(),
                summary.getToolTokenCount(),
                summary.getTotalToolCalls(),
                summary.getParallelToolCallRounds(),
                summary.getParallelToolCallsTotal());
    }

    private static SortedMap<String, Integer> sorted(Map<String, Integer> counts) {
        return counts == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
