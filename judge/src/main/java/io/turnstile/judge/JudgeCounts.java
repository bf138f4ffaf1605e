package io.turnstile.judge;

/**
 * What a worker has committed since it was created.
 *
 * @param judged requests that got a verdict
 * @param retracted tombstones that were passed on
 * @param failed requests that went to the dead letters
 */
public record JudgeCounts(long judged, long retracted, long failed) {}
