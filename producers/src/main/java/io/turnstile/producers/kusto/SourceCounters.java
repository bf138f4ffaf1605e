package io.turnstile.producers.kusto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What happens in a source, counted. Written by the source's thread, read by any. */
final class SourceCounters {

    private final InstantSource clock;
    private final Instant began;

    private long rows;
    private long windows;
    private long blocks;
    private int blockRows;
    private long shrunk;
    private long retries;
    private long throttles;
    private long changedRows;
    private long windowRows;
    private long windowRowsRead;
    private Window window;
    private String cursor;

    /** Everything that was ingested before this has been read. */
    private Instant readUpTo;

    SourceCounters(InstantSource clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    synchronized void windowBegan(Window begun) {
        window = begun;
        windowRows = 0;
        windowRowsRead = 0;
    }

    synchronized void found(long more) {
        windowRows += more;
    }

    synchronized void read(long more, Instant newest) {
        rows += more;
        windowRowsRead += more;
        blocks++;
        if (newest != null) {
            readUpTo(newest);
        }
    }

    /** @param asOf when the cursor at which the window ends was taken; null where that was before this process */
    synchronized void windowEnded(Instant asOf) {
        windows++;
        cursor = window.to();
        window = null;
        if (asOf != null) {
            readUpTo(asOf);
        }
    }

    /** Nothing is there beyond what was read. */
    synchronized void caughtUp(Instant asOf) {
        readUpTo(asOf);
    }

    private void readUpTo(Instant time) {
        readUpTo = readUpTo == null || time.isAfter(readUpTo) ? time : readUpTo;
    }

    synchronized void blockRows(int present) {
        blockRows = present;
    }

    synchronized void shrunk(int present) {
        shrunk++;
        blockRows = present;
    }

    synchronized void retried(boolean isThrottled) {
        retries++;
        throttles += isThrottled ? 1 : 0;
    }

    synchronized void changed(long gone) {
        changedRows += gone;
    }

    synchronized SourceMetrics snapshot() {
        Instant now = clock.instant();
        double seconds = Math.max(1, Duration.between(began, now).toMillis()) / 1_000.0;
        double rate = rows / seconds;
        long left = Math.max(0, windowRows - windowRowsRead);
        return new SourceMetrics(
                rows,
                windows,
                blocks,
                blockRows,
                shrunk,
                retries,
                throttles,
                changedRows,
                windowRows,
                left,
                readUpTo == null ? null : Duration.between(readUpTo, now),
                rate,
                rows == 0 ? null : Duration.ofMillis((long) (1_000 * left / rate)),
                window == null
                        ? null
                        : (window.after().isEmpty() ? "the beginning" : window.after()) + " to " + window.to(),
                cursor);
    }
}
