package io.turnstile.streams;

import java.time.Duration;

/**
 * When something arrived, by both clocks. Neither clock runs backwards within a task, so arrivals that are in order by
 * one are in order by the other: one index serves both.
 *
 * @param streamTime the task's stream time, epoch milliseconds: never the record's own, so that a replay of old rows is
 *     not overdue on arrival
 * @param wallTime epoch milliseconds
 */
public record Arrival(long streamTime, long wallTime) {

    /** Whether a period has passed since, on either clock: stream time for a backfill, the wall for an idle stream. */
    public boolean isOlderThan(Duration streamPeriod, Duration wallPeriod, Arrival now) {
        return now.streamTime - streamTime >= streamPeriod.toMillis()
                || now.wallTime - wallTime >= wallPeriod.toMillis();
    }
}
