package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.TurnSummary;

/** Whether numRequests, which is measured, equals the number of tool calls plus one, and if not, why. */
public enum RoundCheck {
    /** Every round but the last called one tool. */
    AGREES,
    /** Fewer rounds than calls: a round called several tools. */
    PARALLEL_CALLS,
    /** As many rounds as calls: the last round called a tool, and no tool-free one followed. */
    STOPPED_ON_TOOL_ROUND,
    /** More rounds than calls explain (auto-continue, malformed calls). */
    UNEXPLAINED;

    /** The check, or null where rounds or calls were not measured. */
    static RoundCheck of(TurnSummary summary) {
        if (summary.numRequests() == null || summary.toolCounts() == null) {
            return null;
        }
        int calls = summary.toolCounts().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        int difference = summary.numRequests() - (calls + 1);
        if (difference == 0) {
            return AGREES;
        }
        if (difference > 0) {
            return UNEXPLAINED;
        }
        return difference == -1 && !summary.isSuccess() ? STOPPED_ON_TOOL_ROUND : PARALLEL_CALLS;
    }
}
