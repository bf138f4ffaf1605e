package io.turnstile.domain.turn;

import java.time.Instant;
import java.util.Comparator;
import java.util.SortedMap;

/**
 * What toolCallDetails* measured at the turn's end. Null means not measured, never 0.
 *
 * @param at the event's time
 * @param turnIndex the turn's place, from 1; used again after an edit, a retry or a restored checkpoint
 * @param responseType how the turn ended; "canceled" is read as "cancelled"
 * @param model the model that the turn ran on, as the client names it
 * @param intentId the extension's intent
 * @param numRequests tool-call rounds, the final tool-free one included, cancelled ones not: rounds, not tool calls
 * @param toolCounts tool calls by name; null where missing or cut so that it does not parse
 * @param turnDurationMs milliseconds
 * @param sessionDurationMs milliseconds since the session began
 * @param promptTokenCount the client's estimate of the last prompt
 * @param messageCharLen the user message's characters
 * @param availableToolCount how many tools the model could call
 * @param invalidToolCallCount how many calls were malformed
 * @param toolTokenCount tokens of the tools' definitions; since 2026
 * @param totalToolCalls tool calls in all; since 2026
 * @param parallelToolCallRounds rounds with more than one call; since 2026
 * @param parallelToolCallsTotal calls made in parallel rounds; since 2026
 */
public record TurnSummary(
        Instant at,
        Integer turnIndex,
        String responseType,
        String model,
        String intentId,
        Integer numRequests,
        SortedMap<String, Integer> toolCounts,
        Long turnDurationMs,
        Long sessionDurationMs,
        Long promptTokenCount,
        Long messageCharLen,
        Integer availableToolCount,
        Integer invalidToolCallCount,
        Long toolTokenCount,
        Integer totalToolCalls,
        Integer parallelToolCallRounds,
        Integer parallelToolCallsTotal) {

    /** The latest wins; of two at one time the content decides, field by field, so that only equal summaries tie. */
    static final Comparator<TurnSummary> LATEST = Comparator.comparing(TurnSummary::at)
            .thenComparing(TurnSummary::turnIndex, nullsFirst())
            .thenComparing(TurnSummary::responseType, nullsFirst())
            .thenComparing(TurnSummary::model, nullsFirst())
            .thenComparing(TurnSummary::intentId, nullsFirst())
            .thenComparing(TurnSummary::numRequests, nullsFirst())
            .thenComparing(TurnSummary::toolCounts, Comparator.nullsFirst(ToolCounts.ORDER))
            .thenComparing(TurnSummary::turnDurationMs, nullsFirst())
            .thenComparing(TurnSummary::sessionDurationMs, nullsFirst())
            .thenComparing(TurnSummary::promptTokenCount, nullsFirst())
            .thenComparing(TurnSummary::messageCharLen, nullsFirst())
            .thenComparing(TurnSummary::availableToolCount, nullsFirst())
            .thenComparing(TurnSummary::invalidToolCallCount, nullsFirst())
            .thenComparing(TurnSummary::toolTokenCount, nullsFirst())
            .thenComparing(TurnSummary::totalToolCalls, nullsFirst())
            .thenComparing(TurnSummary::parallelToolCallRounds, nullsFirst())
            .thenComparing(TurnSummary::parallelToolCallsTotal, nullsFirst());

    /** Whether the turn ended as it should. */
    public boolean isSuccess() {
        return "success".equals(responseType);
    }

    private static <T extends Comparable<T>> Comparator<T> nullsFirst() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }
}
