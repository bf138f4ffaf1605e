package io.turnstile.producers.kusto;

import java.time.Duration;

/**
 * How failures that may pass are waited for.
 *
 * @param backOff the first wait
 * @param backOffCap the longest wait
 * @param patience how long one question is asked again, in all, before the source gives up
 */
record RetryConfiguration(Duration backOff, Duration backOffCap, Duration patience) {}
