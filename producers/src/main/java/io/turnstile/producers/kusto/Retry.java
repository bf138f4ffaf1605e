package io.turnstile.producers.kusto;

import io.github.resilience4j.core.IntervalFunction;
import io.turnstile.producers.kusto.QueryException.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again what failed for now, after a wait that doubles up to a cap. The wait is drawn at random around that, at the cap
 * too, so that many who were turned away together do not come back together. Used by one thread.
 */
final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private static final double FACTOR = 2;

    /** Half less to half more. */
    private static final double JITTER = 0.5;

    private static final Set<Kind> PASSING = Set.of(Kind.THROTTLED, Kind.TRANSIENT, Kind.TIMED_OUT);

    private final RetryConfiguration configuration;
    private final IntervalFunction waits;
    private final StopSignal stop;
    private final SourceCounters counters;

    /** A question to the cluster. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws QueryException, InterruptedException;
    }

    Retry(RetryConfiguration configuration, StopSignal stop, SourceCounters counters) {
        this.configuration = configuration;
        this.waits = IntervalFunction.ofExponentialBackoff(configuration.backOff(), FACTOR);
        this.stop = stop;
        this.counters = counters;
    }

    /**
     * @throws QueryException if waiting would not help, or did not for as long as patience lasts
     * @throws InterruptedException if it was told to stop
     */
    <T> T run(Question<T> question) throws QueryException, InterruptedException {
        long began = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return stop.unlessStopped(question);
            } catch (QueryException e) {
                if (!PASSING.contains(e.kind())) {
                    throw e;
                }
                counters.retried(e.kind() == Kind.THROTTLED);
                var wait = waitAfter(attempt);
                requirePatience(Duration.ofNanos(System.nanoTime() - began).plus(wait), e);
                LOG.warn(
                        "event=source-retry kind={} attempt={} wait_ms={} cause=\"{}\"",
                        e.kind(),
                        attempt,
                        wait.toMillis(),
                        e.getMessage());
                stop.await(wait);
            }
        }
    }

    /** @param attempt which one failed, from 1 */
    Duration waitAfter(int attempt) {
        // The middle is capped and not what is drawn: else all would wait for the cap, and come back together.
        double middle =
                Math.min(waits.apply(attempt), configuration.backOffCap().toMillis() / (1 + JITTER));
        return Duration.ofMillis((long) (middle * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER)));
    }

    private void requirePatience(Duration waited, QueryException failure) throws QueryException {
        if (waited.compareTo(configuration.patience()) > 0) {
            throw new QueryException(
                    Kind.PERMANENT, "it did not pass within source.kusto.patience: " + failure.getMessage(), failure);
        }
    }
}
