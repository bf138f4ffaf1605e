package io.turnstile.judge.model;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what may pass, after a wait that doubles up to a cap and never ends before the server's Retry-After. Waits
 * are drawn at random, so that many who were turned away together do not come back together.
 */
final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private static final double FACTOR = 2;

    /** Half less to half more. */
    private static final double JITTER = 0.5;

    private final RetryConfiguration configuration;
    private final IntervalFunction waits;
    private final Waiting waiting;

    /** A call to the server. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws InterruptedException;
    }

    Retry(RetryConfiguration configuration, Waiting waiting) {
        this.configuration = configuration;
        this.waits = IntervalFunction.ofExponentialRandomBackoff(
                configuration.backOff(), FACTOR, JITTER, configuration.backOffCap());
        this.waiting = waiting;
    }

    Exchange around(Exchange exchange) {
        return question -> run(() -> exchange.ask(question));
    }

    /**
     * @throws CallFailedException if waiting would not help, or would take more than patience has left; it then says how
     *     long the wait would be
     */
    <T> T run(Call<T> call) throws InterruptedException {
        var waited = Duration.ZERO;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.run();
            } catch (CallFailedException e) {
                if (!e.mayPass()) {
                    throw e;
                }
                var wait = waitAfter(e, attempt);
                waited = waited.plus(wait);
                if (waited.compareTo(configuration.patience()) > 0) {
                    throw new CallFailedException(e.kind(), e.getMessage(), wait);
                }
                LOG.debug("event=model_retry kind={} attempt={} wait_ms={}", e.kind(), attempt, wait.toMillis());
                waiting.await(wait);
            }
        }
    }

    private Duration waitAfter(CallFailedException failure, int attempt) {
        var own = Duration.ofMillis(waits.apply(attempt));
        if (failure.retryAfter().compareTo(own) < 0) {
            return own;
        }
        long jitter =
                ThreadLocalRandom.current().nextLong(configuration.backOff().toMillis());
        return failure.retryAfter().plusMillis(jitter);
    }
}
