package io.turnstile.streams.turnassembly;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bindings that were used last, decoded: a turn's rows come close together. Every change is in the store as well, so
 * this may be forgotten at any time.
 */
final class RecentBindings {

    /** Per task. At some 200 bytes each 2 MB; a task sees fewer turns under way at once. */
    private static final int CAPACITY = 10_000;

    private final Map<String, TurnBinding> bindings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TurnBinding> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Null where it is not among the recent ones. */
    TurnBinding get(String messageId) {
        return bindings.get(messageId);
    }

    void put(String messageId, TurnBinding binding) {
        bindings.put(messageId, binding);
    }

    void remove(String messageId) {
        bindings.remove(messageId);
    }

    void clear() {
        bindings.clear();
    }
}
