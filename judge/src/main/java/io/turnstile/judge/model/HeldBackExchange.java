package io.turnstile.judge.model;

import io.turnstile.judge.model.CallFailedException.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps everybody from a server that asked one of them to wait: what they would ask meanwhile, it would turn away. */
final class HeldBackExchange implements Exchange {

    private final Exchange inner;
    private final AtomicLong until = new AtomicLong(System.nanoTime());

    HeldBackExchange(Exchange inner) {
        this.inner = inner;
    }

    @Override
    public Reply ask(ChatQuestion question) throws InterruptedException {
        long remaining = until.get() - System.nanoTime();
        if (remaining > 0) {
            throw new CallFailedException(
                    Kind.THROTTLED,
                    "The model's server asked to be left alone for now (Retry-After). Lower judge.requests-per-minute or"
                            + " judge.tokens-per-minute if this lasts.",
                    Duration.ofNanos(remaining));
        }
        try {
            return inner.ask(question);
        } catch (CallFailedException e) {
            if (e.kind() == Kind.THROTTLED) {
                long end = System.nanoTime() + e.retryAfter().toNanos();
                until.accumulateAndGet(end, (earlier, later) -> later - earlier > 0 ? later : earlier);
            }
            throw e;
        }
    }
}
