package io.turnstile.producers.kusto;

import java.time.Duration;
import java.util.List;

/** What is asked of the cluster. No question changes anything there, so each may be asked again. */
interface IngestStore {

    /** The database's cursor now: all that is in it was ingested up to there. */
    String currentCursor() throws QueryException, InterruptedException;

    /**
     * Counts a part's rows.
     *
     * @param slotWidth how much time of ingestion makes a slot
     * @param prefixLength by how many digits of their hashes rows are told apart; 0 for none
     * @throws QueryException as too large or timed out where less may be counted
     */
    List<SlotCount> count(Window window, Part part, Duration slotWidth, int prefixLength)
            throws QueryException, InterruptedException;

    /**
     * The rows of a part.
     *
     * @param isBounded whether more bytes than a block may have are too large; else the cluster's own limits hold
     */
    RowBatch read(Window window, Part part, boolean isBounded) throws QueryException, InterruptedException;
}
