package io.turnstile.producers.generated;

import java.util.Map;

/**
 * What a turn's toolCallDetails says.
 *
 * @param turnIndex the turn's place from 1; null where the client lost it
 * @param responseType how the turn ended
 * @param numRequests completed rounds; null where not measured
 * @param toolCounts tool calls by name; null where the property is missing or cut
 * @param cutToolCounts the text of a cut property; null where it is missing or whole
 */
record SummaryPlan(
        Integer turnIndex,
        String responseType,
        Integer numRequests,
        Map<String, Integer> toolCounts,
        String cutToolCounts) {}
