package io.turnstile.embedded.kusto;

/**
 * A query that fails after the answer has begun with 200.
 *
 * @param afterRows how many rows are written before
 * @param amongRows whether the error stands where the next row should
 * @param atEnd whether the end of the data set tells of it
 */
record PartialFailure(KustoError error, long afterRows, boolean amongRows, boolean atEnd) {

    /** As Kusto reports it: in both places. */
    static PartialFailure reported(KustoError error, long afterRows) {
        return new PartialFailure(error, afterRows, true, true);
    }
}
