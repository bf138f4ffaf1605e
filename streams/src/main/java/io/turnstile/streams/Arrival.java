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

    /** Whether stream time has moved on by a period since. */
    public boolean isOlderByStream(Duration period, Arrival now) {
        return now.streamTime - streamTime >= period.toMillis();
    }

    /** Whether the wall clock has moved on by a period since. */
    public boolean isOlderByWall(Duration period, Arrival now) {
        return now.wallTime - wallTime >= period.toMillis();
    }

    /** Whether a period has passed since, on either clock. */
    public boolean isOlder(Duration period, Arrival now) {
        return isOlderByStream(period, now) || isOlderByWall(period, now);
    }
}
