package io.turnstile.producers.generated;

import io.turnstile.schema.TelemetryRow;

/**
 * A row and when it arrives.
 *
 * @param arrival when the store received it, UTC milliseconds; never before it happened
 * @param ordinal the conversation that it was made with
 * @param sequence its number within that conversation: with ordinal it makes the order total
 * @param row the row
 * @param ignored why turn assembly must ignore it; null where it must not
 */
record TimedRow(long arrival, int ordinal, long sequence, TelemetryRow row, IgnoredReason ignored)
        implements Comparable<TimedRow> {

    /** By arrival. Written out, because a chain of comparators takes most of the time of sorting a million rows. */
    @Override
    public int compareTo(TimedRow other) {
        if (arrival != other.arrival) {
            return Long.compare(arrival, other.arrival);
        }
        return ordinal != other.ordinal
                ? Integer.compare(ordinal, other.ordinal)
                : Long.compare(sequence, other.sequence);
    }
}
