package io.turnstile.streams.balancing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * After other plans were configured, goes once through all labelled turns, so that a new plan draws from all of them; and
 * through what is known of others, which may stand in the topic of a plan that comes back. It yields after a time budget,
 * and begins anew after a restart.
 */
final class PlanSweep {

    /** As of a punctuation elsewhere. */
    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private static final int BATCH = 256;

    private final PlanBook book;
    private final Deque<Pass<?>> passes = new ArrayDeque<>();

    /** @param look takes a message's id, and its turn or null */
    PlanSweep(
            TimestampedKeyValueStore<String, ReceivedTurn> turns,
            KeyValueStore<String, Seats> seats,
            PlanBook book,
            BiConsumer<String, ValueAndTimestamp<ReceivedTurn>> look) {
        this.book = book;
        if (!book.isSwept()) {
            passes.add(new Pass<>(turns, look));
            passes.add(new Pass<>(seats, (messageId, known) -> {
                if (known.epoch() != book.epoch()) {
                    look.accept(messageId, turns.get(messageId));
                }
            }));
        }
    }

    /** Goes on where it yielded. The budget is measured by a clock of its own: the task's stands still meanwhile. */
    void run() {
        long began = System.nanoTime();
        while (!passes.isEmpty() && System.nanoTime() - began < BUDGET_NANOS) {
            book.remember();
            var unreadable = new ArrayList<SerializationException>();
            if (passes.peek().isDoneAfterABatch(unreadable)) {
                passes.remove();
                if (passes.isEmpty()) {
                    book.swept();
                }
            }
            // Only now: what cannot be read must not keep the others from being looked at.
            if (!unreadable.isEmpty()) {
                throw unreadable.get(0);
            }
        }
    }

    /** Through one store. */
    private static final class Pass<V> {

        private final KeyValueStore<String, V> store;
        private final BiConsumer<String, V> look;

        /** The first key that was not looked at; null at the beginning. */
        private String next;

        private Pass(KeyValueStore<String, V> store, BiConsumer<String, V> look) {
            this.store = store;
            this.look = look;
        }

        private boolean isDoneAfterABatch(List<SerializationException> unreadable) {
            List<KeyValue<String, V>> batch = batch();
            boolean isDone = batch.size() <= BATCH;
            next = isDone ? null : batch.remove(BATCH).key;
            for (KeyValue<String, V> entry : batch) {
                try {
                    look.accept(entry.key, entry.value);
                } catch (SerializationException e) {
                    unreadable.add(e);
                }
            }
            return isDone;
        }

        /** The next entries, and one more, if there is one, to go on from. */
        private List<KeyValue<String, V>> batch() {
            var batch = new ArrayList<KeyValue<String, V>>();
            try (var entries = store.range(next, null)) {
                while (entries.hasNext() && batch.size() <= BATCH) {
                    batch.add(entries.next());
                }
            }
            return batch;
        }
    }
}
