package io.turnstile.embedded.kusto;

import java.time.Duration;

/**
 * How long rows stay unseen after they were given to ingest(). Each batch draws its own time between the two, so that
 * batches become visible in another order than they were given.
 *
 * @param seed of the draw
 */
public record IngestionLag(Duration shortest, Duration longest, long seed) {

    /** Rows are visible at once. */
    public static final IngestionLag NONE = new IngestionLag(Duration.ZERO, Duration.ZERO, 0);

    /** @throws IllegalArgumentException if the shortest is negative or longer than the longest */
    public IngestionLag {
        if (shortest.isNegative() || shortest.compareTo(longest) > 0) {
            throw new IllegalArgumentException("The ingestion lag is from " + shortest + " to " + longest
                    + ". Give a shortest from zero, and a longest that is not shorter.");
        }
    }
}
