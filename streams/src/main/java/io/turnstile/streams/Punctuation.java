package io.turnstile.streams;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Works through what is due in an index, from its front, and yields after a time budget: a long backlog must not keep
 * the thread from its consumer for longer than the group waits. What is left stays due, and is found by the next one.
 */
public final class Punctuation {

    /** Two thousand times below the default max.poll.interval.ms, and long enough to be worth a scan. */
    private static final long BUDGET_NANOS = Duration.ofMillis(150).toNanos();

    /** Entries read ahead of the work: enough to amortise a scan, little enough to hold in memory. */
    private static final int BATCH = 256;

    private Punctuation() {}

    /**
     * Measured by the machine's monotonic clock: the time that Kafka Streams tells a processor stands still while a
     * punctuation lasts.
     *
     * @param isDue whether an arrival is due; monotone along the index
     * @param work takes an entry that has just been removed; it may add entries, but none that is due
     */
    public static void run(ArrivalIndex index, Predicate<Arrival> isDue, Consumer<ArrivalIndex.Entry> work) {
        run(index, isDue, work, System::nanoTime);
    }

    /** @param clock nanoseconds since any time */
    static void run(
            ArrivalIndex index, Predicate<Arrival> isDue, Consumer<ArrivalIndex.Entry> work, LongSupplier clock) {
        long began = clock.getAsLong();
        var due = index.due(isDue, BATCH);
        while (!due.isEmpty()) {
            for (ArrivalIndex.Entry entry : due) {
                index.remove(entry);
                work.accept(entry);
                if (clock.getAsLong() - began >= BUDGET_NANOS) {
                    return;
                }
            }
            due = index.due(isDue, BATCH);
        }
    }
}
