package io.turnstile.producers.kusto;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What happens in a source, counted. Written by the source's thread, read by any. */
final class SourceCounters {

    private final InstantSource clock;

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
    private Instant windowBegan;
    private double lastRate;
    private String cursor;

    /** Everything that was ingested before this has been read. */
    private Instant readUpTo;

    SourceCounters(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void windowBegan(Window begun) {
        window = begun;
        windowBegan = clock.instant();
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
        lastRate = windowRowsRead > 0 ? rate() : lastRate;
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
        windowRows -= gone;
    }

    synchronized SourceMetrics snapshot() {
        return new SourceMetrics(
                new SourceCounts(rows, windows, blocks, shrunk, retries, throttles, changedRows),
                window == null ? new WindowProgress(null, null, 0, 0, lastRate, null) : progress(),
                blockRows,
                readUpTo == null ? null : Duration.between(readUpTo, clock.instant()),
                cursor);
    }

    private WindowProgress progress() {
        long left = Math.max(0, windowRows - windowRowsRead);
        double rate = rate();
        Duration timeLeft = windowRowsRead == 0 ? null : Duration.ofMillis((long) (1_000 * left / rate));
        return new WindowProgress(window.after(), window.to(), windowRows, left, rate, timeLeft);
    }

    /** By the window alone: a source that waited for rows before has not become slow by that. */
    private double rate() {
        double millis =
                Math.max(1, Duration.between(windowBegan, clock.instant()).toMillis());
        return 1_000 * windowRowsRead / millis;
    }
}
