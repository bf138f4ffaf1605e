package io.turnstile.streams.turnassembly;

import io.turnstile.domain.turn.Turn;
import io.turnstile.streams.Arrival;
import io.turnstile.streams.codec.TurnCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which conversation a turn belongs to, for those of its rows that do not say so. What such rows prove goes to every
 * conversation that any row of the turn names, so the order in which they come does not matter, even where rows
 * contradict each other.
 *
 * @param conversationIds named so far; one, but for contradictory rows
 * @param unnamed what rows that name no conversation have proved; null where there were none
 * @param heldRows how many rows wait for a conversation to be named; 0 once one is
 * @param changed when this last changed
 */
record TurnBinding(SortedSet<String> conversationIds, Turn unnamed, int heldRows, Arrival changed) {

    /** What the store's schema has for no conversation: the topic's Turn requires one. */
    private static final String NONE = "";

    /** Nothing known. */
    static TurnBinding unbound(Arrival now) {
        return new TurnBinding(new TreeSet<>(), null, 0, now);
    }

    boolean isBound() {
        return !conversationIds.isEmpty();
    }

    boolean isBoundTo(String conversationId) {
        return conversationIds.contains(conversationId);
    }

    /** Whether earlier rows that name no conversation have proved all that this part does. */
    boolean hasProved(Turn part) {
        return unnamed != null && unnamed.merge(part).equals(unnamed);
    }

    /** Binds to one more conversation. */
    TurnBinding bind(String conversationId, Arrival now) {
        var bound = new TreeSet<>(conversationIds);
        bound.add(conversationId);
        return new TurnBinding(bound, unnamed, 0, now);
    }

    /** Keeps what a row proves that names no conversation. */
    TurnBinding hold(Turn part, Arrival now) {
        Turn merged = unnamed == null ? part : unnamed.merge(part);
        return new TurnBinding(conversationIds, merged, isBound() ? 0 : heldRows + 1, now);
    }

    /** A part of a row that names no conversation, once for each conversation that is named. */
    List<Turn> spread(Turn part) {
        var parts = new ArrayList<Turn>(conversationIds.size());
        conversationIds.forEach(conversationId -> parts.add(part.inConversation(conversationId)));
        return parts;
    }

    /** @param state null where there is none */
    static TurnBinding decode(io.turnstile.schema.state.TurnBinding state) {
        if (state == null) {
            return null;
        }
        return new TurnBinding(
                new TreeSet<>(state.getConversationIds()),
                state.getUnnamed() == null ? null : TurnCodec.decode(state.getUnnamed(), null),
                state.getHeldRows(),
                new Arrival(state.getStreamTime(), state.getWallTime()));
    }

    io.turnstile.schema.state.TurnBinding encode() {
        return new io.turnstile.schema.state.TurnBinding(
                List.copyOf(conversationIds),
                unnamed == null ? null : TurnCodec.encode(unnamed.inConversation(NONE)),
                heldRows,
                changed.streamTime(),
                changed.wallTime());
    }
}
