package io.turnstile.producers.kusto;

/**
 * What is read at once and sent in one transaction.
 *
 * @param part where it lies
 * @param isLast whether it ends its window
 */
record Block(Part part, RowBatch rows, boolean isLast) {}
