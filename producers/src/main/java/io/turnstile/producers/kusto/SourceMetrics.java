package io.turnstile.producers.kusto;

import java.time.Duration;

/**
 * How a source fares, at one moment. Counts are since it was opened.
 *
 * @param rows rows read, malformed ones among them
 * @param windows windows read to their end
 * @param blocks blocks read
 * @param blockRows how many rows a block has at present, at most
 * @param shrunk how often an answer was too large and the block was halved
 * @param retries how often a question was asked again, throttled ones among them
 * @param throttles how often the cluster was asked too much
 * @param changedRows rows that were counted and had left the store when they were read
 * @param windowRows rows of the window that is being read
 * @param windowRowsLeft how many of them are still to be read
 * @param lag how far behind the store the source is; null before it has read anything
 * @param rowsPerSecond rows read in a second, on average
 * @param timeLeft until the window is read, at that speed; null where nothing was read yet
 * @param window the window that is being read: after which cursor, and up to which; null between windows
 * @param cursor everything up to this cursor has been read; null before the first window has ended
 */
public record SourceMetrics(
        long rows,
        long windows,
        long blocks,
        int blockRows,
        long shrunk,
        long retries,
        long throttles,
        long changedRows,
        long windowRows,
        long windowRowsLeft,
        Duration lag,
        double rowsPerSecond,
        Duration timeLeft,
        String window,
        String cursor) {}
