package io.turnstile.producers.kusto;

import java.time.Instant;

/**
 * A part and what is known of it.
 *
 * @param rows how many it holds
 * @param first when the first of them was ingested
 * @param last when the last of them was ingested
 */
record CountedPart(Part part, long rows, Instant first, Instant last) {

    /** All its rows have one time of ingestion: only their hashes tell them apart. */
    boolean isOneTick() {
        return first.equals(last);
    }

    /** Both together, of one part. */
    CountedPart plus(CountedPart other) {
        return new CountedPart(
                part,
                rows + other.rows,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }

    /** Whether there may be smaller parts. Rows of one tick with one hash are copies of one row. */
    boolean isDivisible() {
        return rows > 1 && part.hashPrefix().length() < Part.HASH_LENGTH;
    }
}
