package io.turnstile.judge.worker;

import io.turnstile.judge.model.BatchCounts;

/**
 * What a batch run came to.
 *
 * @param requests that stood there without an answer when it began, the latest of each key
 * @param superseded requests that a later one of the same key took the place of
 * @param rounds how often the requests were read; the last round asked nothing
 * @param counts what was sent to the topics, as a worker counts it
 * @param batches what came back from the server
 * @param isGroupMoved whether the workers go on behind these requests. They do not where one joined the group meanwhile: then
 *     it answers them again from the cache, and asks anew for those that got no label
 */
public record BatchSummary(
        int requests, long superseded, int rounds, JudgeCounts counts, BatchCounts batches, boolean isGroupMoved) {}
