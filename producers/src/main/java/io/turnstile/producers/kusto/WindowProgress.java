package io.turnstile.producers.kusto;

import java.time.Duration;

/**
 * How far a source is in the window that it reads.
 *
 * @param after the cursor after which the window begins, empty for the beginning; null between windows
 * @param to the cursor up to which it goes; null between windows
 * @param rows rows of it that have been counted: all of them, but where an interrupted window goes on or the cluster
 *     could not count the whole at once
 * @param rowsLeft how many of these are still to be read
 * @param rowsPerSecond rows read in a second since the window began; between windows, in the last one that had rows
 * @param timeLeft until the window is read, at that speed; null where none of it was read yet
 */
public record WindowProgress(
        String after, String to, long rows, long rowsLeft, double rowsPerSecond, Duration timeLeft) {

    /** Whether a window is being read. */
    public boolean isReading() {
        return to != null;
    }
}
