package io.turnstile.streams.turnassembly;

import io.turnstile.domain.turn.Turn;
import io.turnstile.schema.state.AssemblingTurn;
import io.turnstile.streams.Arrival;
import io.turnstile.streams.codec.TurnCodec;

/**
 * A turn whose rows are still arriving.
 *
 * @param turn the turn so far
 * @param heldRows how many rows wait for one that names the conversation; 0 once one has
 * @param changed when the turn last changed
 */
record TurnState(Turn turn, int heldRows, Arrival changed) {

    /** What the store's schema has for a conversation that no row has named: the topic's Turn requires one. */
    private static final String NONE = "";

    /**
     * The state after one more part: the very same state if the part says nothing new and waits for nothing.
     *
     * @param before null for the turn's first part
     */
    static TurnState merge(TurnState before, Turn part, Arrival now) {
        Turn merged = before == null ? part : before.turn.merge(part);
        boolean isHeld = merged.conversationId() == null;
        int heldRows = isHeld ? 1 + (before == null ? 0 : before.heldRows) : 0;
        boolean isUnchanged = before != null && merged.equals(before.turn) && heldRows == before.heldRows;
        return isUnchanged ? before : new TurnState(merged, heldRows, now);
    }

    boolean hasConversation() {
        return turn.conversationId() != null;
    }

    boolean isTurnOfConversation() {
        return hasConversation() && !turn.isOnlyModelText();
    }

    /** @param state null where there is none */
    static TurnState decode(AssemblingTurn state) {
        if (state == null) {
            return null;
        }
        String conversationId = state.getTurn().getConversationId();
        Turn turn = TurnCodec.decode(state.getTurn(), conversationId.equals(NONE) ? null : conversationId);
        return new TurnState(turn, state.getHeldRows(), new Arrival(state.getStreamTime(), state.getWallTime()));
    }

    AssemblingTurn encode() {
        var encoded = TurnCodec.encode(turn);
        if (!hasConversation()) {
            encoded.put("conversationId", NONE);
        }
        return new AssemblingTurn(encoded, heldRows, changed.streamTime(), changed.wallTime());
    }
}
