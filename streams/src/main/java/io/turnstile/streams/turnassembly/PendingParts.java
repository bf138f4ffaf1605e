package io.turnstile.streams.turnassembly;

import io.turnstile.domain.turn.Turn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The parts of turns that wait for the commit. Rows of one turn merge here, so that a turn is sent once a commit,
 * however many of its rows have come, and a text that was sent again with each of them once.
 */
final class PendingParts {

    /** What a part takes beside its texts: ids, numbers, its share of the map. A rough guess suffices for a bound. */
    private static final int BYTES_WITHOUT_TEXT = 1_000;

    /** In the order in which they changed: so their stream times ascend, and each arrives next at its own. */
    private final Map<Key, Pending> parts = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** Parts merge if they agree in both. */
    private record Key(String conversationId, String messageId) {}

    /**
     * A part that waits.
     *
     * @param streamTime when it last changed, epoch milliseconds
     */
    record Pending(Turn part, long streamTime) {

        private Pending merge(Pending later) {
            return new Pending(part.merge(later.part), later.streamTime);
        }
    }

    /** @param part one that names its conversation */
    void merge(Turn part, long streamTime) {
        parts.merge(new Key(part.conversationId(), part.messageId()), new Pending(part, streamTime), Pending::merge);
        bytes += BYTES_WITHOUT_TEXT + part.textLength();
    }

    /** At most what the parts take in memory: texts that merged are counted as if they had not. */
    long bytes() {
        return bytes;
    }

    /** Hands over every part, in the order in which they changed, and holds none any more. */
    void drain(Consumer<Pending> sink) {
        parts.values().forEach(sink);
        clear();
    }

    void clear() {
        parts.clear();
        bytes = 0;
    }
}
