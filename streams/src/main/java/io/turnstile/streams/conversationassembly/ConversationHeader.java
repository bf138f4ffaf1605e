package io.turnstile.streams.conversationassembly;

import io.turnstile.schema.state.ConversationState;
import io.turnstile.schema.state.Outcome;
import io.turnstile.streams.Arrival;

/**
 * What is kept of a conversation beside its turns.
 *
 * @param isOpen whether a turn changed since it was last closed
 * @param changed when a turn last changed
 * @param revision the one last sent; 0 before the first
 * @param outcome of the last close; null before the first
 * @param sentHash of what was last sent, revision apart; null while nothing stands in a topic
 */
record ConversationHeader(boolean isOpen, Arrival changed, int revision, Outcome outcome, String sentHash) {

    /** A conversation whose first turn has come. */
    static ConversationHeader begun(Arrival now) {
        return new ConversationHeader(true, now, 0, null, null);
    }

    /** A turn has changed. */
    ConversationHeader opened(Arrival now) {
        return new ConversationHeader(true, now, revision, outcome, sentHash);
    }

    /** Closed, and nothing is new: what stands in the topics stays. */
    ConversationHeader closed() {
        return new ConversationHeader(false, changed, revision, outcome, sentHash);
    }

    /** Closed, and sent as the next revision. */
    ConversationHeader sent(Outcome outcome, String hash) {
        return new ConversationHeader(false, changed, revision + 1, outcome, hash);
    }

    /** Closed, and none for us: nothing stands in the topics any more. */
    ConversationHeader notAssembled(Outcome reason) {
        return new ConversationHeader(false, changed, revision, reason, null);
    }

    /** Whether the last close found a conversation that is none for us. */
    boolean isNotAssembled() {
        return outcome == Outcome.MODE_NOT_TAKEN || outcome == Outcome.SUBAGENT_ONLY;
    }

    /** @param state null where there is none */
    static ConversationHeader decode(ConversationState state) {
        return state == null
                ? null
                : new ConversationHeader(
                        state.getIsOpen(),
                        new Arrival(state.getStreamTime(), state.getWallTime()),
                        state.getRevision(),
                        state.getOutcome(),
                        state.getEmittedHash());
    }

    ConversationState encode() {
        return new ConversationState(isOpen, changed.streamTime(), changed.wallTime(), revision, outcome, sentHash);
    }
}
