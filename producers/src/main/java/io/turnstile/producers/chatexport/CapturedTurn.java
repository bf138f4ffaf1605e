package io.turnstile.producers.chatexport;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A turn as a file holds it.
 *
 * @param id null where the file does not say: a request without a result has no ids
 * @param mode the chat mode: agent, edit, ask, custom
 * @param intentId the extension's intent
 * @param userText empty if nothing was written
 * @param durationMillis null where it is not known
 * @param responseType how it ended, in the telemetry's words
 * @param model null where it is not known
 */
record CapturedTurn(
        TurnId id,
        String mode,
        String intentId,
        String userText,
        Instant startedAt,
        Long durationMillis,
        String responseType,
        String model,
        List<Round> rounds,
        List<Summarization> summarizations) {

    List<Round> answeredRounds() {
        return rounds.stream().filter(Round::isAnswered).toList();
    }

    /** The tool calls of all rounds by tool, sorted, so that the same turn gives the same text. */
    Map<String, Integer> toolCounts() {
        var counts = new TreeMap<String, Integer>();
        rounds.forEach(round -> round.toolCounts().forEach((tool, count) -> counts.merge(tool, count, Integer::sum)));
        return counts;
    }

    /** The end of its last round or of its duration, whichever is later. */
    Instant endedAt() {
        Instant end = durationMillis == null ? startedAt : startedAt.plusMillis(durationMillis);
        for (Round round : rounds) {
            end = round.endedAt().isAfter(end) ? round.endedAt() : end;
        }
        return end;
    }
}
