package io.turnstile.producers.kusto;

/**
 * What was ingested between two database cursors. It is closed: asking again gives the same rows.
 *
 * @param after exclusive; empty for all that is there
 * @param to inclusive
 */
record Window(String after, String to) {}
