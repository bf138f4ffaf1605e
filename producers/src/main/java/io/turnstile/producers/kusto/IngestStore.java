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
     */
    List<SlotCount> count(Window window, Part part, Duration slotWidth, int prefixLength)
            throws QueryException, InterruptedException;

    /** The rows of a part. */
    RowBatch read(Window window, Part part) throws QueryException, InterruptedException;
}
