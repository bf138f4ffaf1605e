package io.turnstile.producers.kusto;

import java.time.Instant;

/**
 * A part and what is known of it.
 *
 * @param rows how many it holds
 * @param first when the first of them was ingested
 * @param last when the last of them was ingested
 * @param isCopies whether they are copies of one row: of one tick, with one hash
 */
record CountedPart(Part part, long rows, Instant first, Instant last, boolean isCopies) {

    CountedPart(Part part, long rows, Instant first, Instant last) {
        this(part, rows, first, last, false);
    }

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

    /** Whether there may be smaller parts. */
    boolean isDivisible() {
        return rows > 1 && !isCopies;
    }

    /** The same, known to be copies of one row. */
    CountedPart asCopies() {
        return new CountedPart(part, rows, first, last, true);
    }
}
