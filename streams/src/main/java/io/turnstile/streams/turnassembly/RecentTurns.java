package io.turnstile.streams.turnassembly;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The turns that changed last, decoded. A turn's rows come close together, and decoding it from the store for each of
 * them was a seventh of a stream thread's time. Every change is in the store as well: this may be forgotten at any time.
 */
final class RecentTurns {

    /** Per task. A turn of 10 KB makes this 20 MB at most, and a task sees fewer turns under way at once. */
    private static final int CAPACITY = 2_000;

    private final Map<String, TurnState> turns = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TurnState> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Null where it is not among the recent ones. */
    TurnState get(String messageId) {
        return turns.get(messageId);
    }

    void put(String messageId, TurnState state) {
        turns.remove(messageId);
        turns.put(messageId, state);
    }

    void remove(String messageId) {
        turns.remove(messageId);
    }

    void clear() {
        turns.clear();
    }
}
