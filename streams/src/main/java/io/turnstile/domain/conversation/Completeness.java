package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.Turn;
import java.util.Optional;

/**
 * The rule on live turns: the smallest index is 1 and there are as many distinct indices as the largest says. It is
 * taken before any filter, and true for every prefix 1..k, so it means something only of a conversation that is quiet.
 */
final class Completeness {

    private Completeness() {}

    /** Why the conversation is not complete, or empty where it is. */
    static Optional<PartialReason> missing(TurnsByRole turns) {
        if (!turns.hasLive()) {
            return Optional.of(turns.unplaced().isEmpty() ? PartialReason.NO_SUMMARY : PartialReason.NO_TURN_INDEX);
        }
        int missing = turns.lastLive().turnIndex() - turns.live().size();
        if (missing <= 0) {
            return Optional.empty();
        }
        if (unsummarizedBefore(turns, turns.lastLive()) >= missing) {
            return Optional.of(PartialReason.NO_SUMMARY);
        }
        boolean hasFirst = turns.live().get(0).turnIndex() == 1;
        return Optional.of(hasFirst ? PartialReason.GAP : PartialReason.MISSING_FIRST_TURN);
    }

    private static long unsummarizedBefore(TurnsByRole turns, Turn last) {
        return turns.unsummarized().stream()
                .filter(turn -> turn.startedAt().isBefore(last.startedAt()))
                .count();
    }
}
