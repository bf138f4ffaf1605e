package io.turnstile.streams;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Works through what is due in an index, from its front, and yields after a time budget: a long backlog must not keep
 * the thread from its consumer for longer than the group waits. What is left stays due, and is found by the next one.
 */
public final class Punctuation {

    /** Milliseconds. Two thousand times below the default max.poll.interval.ms, and long enough to be worth a scan. */
    private static final long BUDGET_MS = 150;

    /** Entries read ahead of the work: enough to amortise a scan, little enough to hold in memory. */
    private static final int BATCH = 256;

    private Punctuation() {}

    /**
     * @param isDue whether an arrival is due; monotone along the index
     * @param work takes an entry that has just been removed; it may add entries, but none that is due
     * @param clock milliseconds
     */
    public static void run(
            ArrivalIndex index, Predicate<Arrival> isDue, Consumer<ArrivalIndex.Entry> work, LongSupplier clock) {
        long deadline = clock.getAsLong() + BUDGET_MS;
        var due = index.due(isDue, BATCH);
        while (!due.isEmpty()) {
            for (ArrivalIndex.Entry entry : due) {
                index.remove(entry);
                work.accept(entry);
                if (clock.getAsLong() >= deadline) {
                    return;
                }
            }
            due = index.due(isDue, BATCH);
        }
    }
}
