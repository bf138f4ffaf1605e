package io.turnstile.judge.worker;

import io.turnstile.judge.model.BatchCounts;

/**
 * How far a batch run has come.
 *
 * @param round the reading of the requests, from 1: answers can raise further questions, which the next round asks
 * @param open requests without an answer
 * @param asked questions that were put into batch files or stand in them, in all rounds; equal ones are counted each time
 * @param counts what was sent to the topics, as a worker counts it
 * @param batches what came back
 */
public record BatchProgress(int round, int open, long asked, JudgeCounts counts, BatchCounts batches) {}
