package io.turnstile.streams.balancing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * After other plans were configured, goes once through all labelled turns, so that a new plan draws from all of them. It
 * yields after a time budget, and begins anew after a restart.
 */
final class PlanSweep {

    /** As of a punctuation elsewhere. */
    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private static final int BATCH = 256;

    private final TimestampedKeyValueStore<String, ReceivedTurn> turns;
    private final PlanBook book;
    private boolean isDone;

    /** The first message that was not looked at; null at the beginning. */
    private String next;

    PlanSweep(TimestampedKeyValueStore<String, ReceivedTurn> turns, PlanBook book) {
        this.turns = turns;
        this.book = book;
        this.isDone = book.isSwept();
    }

    /** Goes on where it yielded. The budget is measured by a clock of its own: the task's stands still meanwhile. */
    void run(BiConsumer<String, ValueAndTimestamp<ReceivedTurn>> look) {
        long began = System.nanoTime();
        while (!isDone && System.nanoTime() - began < BUDGET_NANOS) {
            book.remember();
            List<KeyValue<String, ValueAndTimestamp<ReceivedTurn>>> batch = batch();
            isDone = batch.size() <= BATCH;
            next = isDone ? null : batch.remove(BATCH).key;
            batch.forEach(turn -> look.accept(turn.key, turn.value));
            if (isDone) {
                book.swept();
            }
        }
    }

    /** The next turns, and one more, if there is one, to go on from. */
    private List<KeyValue<String, ValueAndTimestamp<ReceivedTurn>>> batch() {
        var batch = new ArrayList<KeyValue<String, ValueAndTimestamp<ReceivedTurn>>>();
        try (var entries = turns.range(next, null)) {
            while (entries.hasNext() && batch.size() <= BATCH) {
                batch.add(entries.next());
            }
        }
        return batch;
    }
}
