package io.turnstile.producers.kusto;

import java.time.Duration;

/**
 * How a source fares, at one moment.
 *
 * @param counts what it has done
 * @param window how far it is in the window that it reads
 * @param blockRows how many rows a block has at present, at most
 * @param lag how far behind the store the source is; null before it has read anything
 * @param cursor everything up to this cursor has been read; null before the first window has ended
 */
public record SourceMetrics(SourceCounts counts, WindowProgress window, int blockRows, Duration lag, String cursor) {}
