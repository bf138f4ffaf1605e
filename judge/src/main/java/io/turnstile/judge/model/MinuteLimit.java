package io.turnstile.judge.model;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * So much and no more in any minute. What is free comes back little by little, and hardly any of it is saved up: a bucket
 * that holds a minute's worth would let twice that through in its first minute.
 */
final class MinuteLimit {

    /** What may be saved up is one per cent of the limit: half of the two that it may be off. */
    private static final int SAVED_PART = 100;

    private final long capacity;
    private final Bucket bucket;

    MinuteLimit(long perMinute, TimeMeter clock) {
        this.capacity = Math.max(1, perMinute / SAVED_PART);
        this.bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(capacity)
                        .refillGreedy(perMinute, Duration.ofMinutes(1))
                        .build())
                .withCustomTimePrecision(clock)
                .build();
    }

    /** How long to wait until so much may be taken; 0 if it may be taken now. */
    long nanosUntil(long amount) {
        return bucket.estimateAbilityToConsume(Math.max(1, Math.min(amount, capacity)))
                .getNanosToWaitForRefill();
    }

    /** Takes it. More than may be saved up is owed, and whoever comes next waits for it. */
    void take(long amount) {
        if (amount > 0) {
            bucket.consumeIgnoringRateLimits(amount);
        }
    }

    /** Puts right what was taken once it is known what was used. */
    void correct(long taken, long used) {
        if (used < taken) {
            bucket.addTokens(taken - used);
        } else {
            take(used - taken);
        }
    }
}
