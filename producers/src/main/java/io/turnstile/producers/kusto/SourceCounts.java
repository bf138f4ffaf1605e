package io.turnstile.producers.kusto;

/**
 * What a source has done since it was opened.
 *
 * @param rows rows read, malformed ones among them
 * @param windows windows read to their end
 * @param blocks blocks read
 * @param shrunk how often an answer was too large, or took too much, and less was asked for
 * @param retries how often a question was asked again, throttled ones among them
 * @param throttles how often the cluster was asked too much
 * @param changedRows rows that were counted and had left the store when they were read
 */
public record SourceCounts(
        long rows, long windows, long blocks, long shrunk, long retries, long throttles, long changedRows) {}
