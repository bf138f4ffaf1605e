package io.turnstile.producers.chatexport;

import java.time.Instant;
import java.util.Map;

/**
 * One tool-call round: the model is asked, answers, and its tools run.
 *
 * @param model the model that answered; null where it is not known
 * @param text what the model wrote; empty if nothing
 * @param toolCounts the round's tool calls by tool
 * @param isAnswered false for a call that failed, which the extension counts as no round
 * @param call null where nothing is known of the call
 */
record Round(
        Instant startedAt,
        Instant endedAt,
        String model,
        String text,
        Map<String, Integer> toolCounts,
        boolean isAnswered,
        ModelCall call) {}
