package io.turnstile.judge.model;

import io.github.bucket4j.TimeMeter;
import io.turnstile.judge.model.CallFailedException.Kind;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Asks no more in a minute than was agreed. Questions stand in line, in the order in which they came. */
final class RateLimitedExchange implements Exchange {

    private final Exchange inner;
    private final Optional<MinuteLimit> requests;
    private final Optional<MinuteLimit> tokens;
    private final TokenEstimate estimate;
    private final int longestAnswer;

    private final ReentrantLock line = new ReentrantLock(true);
    private final ReentrantLock limits = new ReentrantLock();
    private final Condition corrected = limits.newCondition();

    RateLimitedExchange(
            Exchange inner,
            LimitConfiguration configuration,
            TokenEstimate estimate,
            int longestAnswer,
            TimeMeter clock) {
        this.inner = inner;
        this.requests = limit(configuration.requestsPerMinute(), clock);
        this.tokens = limit(configuration.tokensPerMinute(), clock);
        this.estimate = estimate;
        this.longestAnswer = longestAnswer;
    }

    @Override
    public Reply ask(ChatQuestion question) throws InterruptedException {
        long reserved = tokens.isPresent() ? estimate.of(question) + longestAnswer : 0;
        standInLine(reserved);
        try {
            var reply = inner.ask(question);
            correct(
                    reserved,
                    tokens.isPresent() ? estimate.usage(question, reply).total() : 0);
            return reply;
        } catch (CallFailedException e) {
            // Whether a call that broke off was worked on is not known; one that was turned away was not.
            correct(reserved, e.kind() == Kind.THROTTLED ? 0 : reserved);
            throw e;
        }
    }

    private void standInLine(long amount) throws InterruptedException {
        line.lockInterruptibly();
        try {
            limits.lockInterruptibly();
            try {
                for (long wait = nanosUntil(amount); wait > 0; wait = nanosUntil(amount)) {
                    corrected.awaitNanos(wait);
                }
                requests.ifPresent(limit -> limit.take(1));
                tokens.ifPresent(limit -> limit.take(amount));
            } finally {
                limits.unlock();
            }
        } finally {
            line.unlock();
        }
    }

    private void correct(long reserved, long used) {
        limits.lock();
        try {
            tokens.ifPresent(limit -> limit.correct(reserved, used));
            corrected.signalAll();
        } finally {
            limits.unlock();
        }
    }

    private long nanosUntil(long amount) {
        long forRequests = requests.map(limit -> limit.nanosUntil(1)).orElse(0L);
        return Math.max(
                forRequests, tokens.map(limit -> limit.nanosUntil(amount)).orElse(0L));
    }

    private static Optional<MinuteLimit> limit(int perMinute, TimeMeter clock) {
        return perMinute == 0 ? Optional.empty() : Optional.of(new MinuteLimit(perMinute, clock));
    }
}
