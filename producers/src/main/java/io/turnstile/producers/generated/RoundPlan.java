package io.turnstile.producers.generated;

import java.util.List;
import java.util.Map;

/**
 * One round of a turn: a model's answer and the tools that it called.
 *
 * @param at when it began, UTC milliseconds
 * @param endedAt when its answer was complete or it was stopped
 * @param summarizedAt when the history was summarised at its beginning; null where it was not
 * @param calls the calls in order, failed attempts and summarisation among them
 * @param tools tool calls by name
 * @param isCompleted whether it came to an answer
 */
record RoundPlan(
        long at,
        long endedAt,
        Long summarizedAt,
        List<CallPlan> calls,
        Map<String, Integer> tools,
        boolean isCompleted) {}
