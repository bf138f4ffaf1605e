package io.turnstile.judge.prompt;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known when a turn is over. Null means not measured.
 *
 * @param model the model that the turn ran on
 * @param responseType how it ended
 * @param rounds tool-call rounds
 * @param toolCounts tool calls by tool, in the order of their names; empty where not measured
 * @param complexity a proxy for the work that it took
 * @param toolDiversity how many different tools were called
 * @param tokenGrowth prompt tokens of the last call less those of the first
 * @param durationMillis its duration in milliseconds
 */
public record Hindsight(
        String model,
        String responseType,
        Integer rounds,
        Map<String, Integer> toolCounts,
        String complexity,
        Integer toolDiversity,
        Long tokenGrowth,
        Long durationMillis) {

    public Hindsight {
        toolCounts = Collections.unmodifiableMap(new TreeMap<>(toolCounts));
    }
}
