package io.turnstile.producers.kusto;

import java.time.Instant;

/**
 * How many rows a slot holds: a row of the counting query.
 *
 * @param hashPrefix how their hashes begin; empty where hashes were not asked for
 * @param first when the first of them was ingested
 * @param last when the last of them was ingested
 */
record SlotCount(String hashPrefix, long rows, Instant first, Instant last) {}
