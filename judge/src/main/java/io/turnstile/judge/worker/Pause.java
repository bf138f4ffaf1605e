package io.turnstile.judge.worker;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds up all calls of a worker while nothing can be judged or stored. Requests are kept meanwhile: released, they would
 * use up their deliveries. An outage is told once, however many requests meet it and however often it is tried again.
 */
final class Pause {

    private static final Logger LOG = LoggerFactory.getLogger(Pause.class);

    private final Closing closing;
    private final LongAdder pauses = new LongAdder();
    private long until = System.nanoTime();
    private boolean isTold;

    Pause(Closing closing) {
        this.closing = closing;
    }

    /**
     * Lets nothing begin for a time.
     *
     * @param reason what is out, in one word
     * @param detail what it says, without the judged text
     */
    synchronized void begin(Duration length, String reason, String detail) {
        if (length.toNanos() > nanosLeft()) {
            until = System.nanoTime() + length.toNanos();
        }
        if (!isTold) {
            isTold = true;
            pauses.increment();
            LOG.warn("event=judge_paused reason={} try_again_in={} detail=\"{}\"", reason, length, detail);
        }
    }

    /** Something worked again. */
    synchronized void end() {
        if (isTold && nanosLeft() <= 0) {
            isTold = false;
            LOG.info("event=judge_resumed");
        }
    }

    /**
     * Waits until it may be tried again; returns at once when there is no pause.
     *
     * @throws AbandonedException if the worker closes
     */
    void await() {
        try {
            for (long left = nanosLeft(); left > 0 && !closing.isBegun(); left = nanosLeft()) {
                if (closing.await(Duration.ofNanos(left))) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException();
        }
        if (closing.isBegun()) {
            throw new AbandonedException();
        }
    }

    /**
     * The result of an attempt, which is made again and again for as long as an outage prevents it.
     *
     * @throws AbandonedException if the worker closes
     * @throws RuntimeException what the attempt throws where it is no outage
     */
    <T> T untilDone(Supplier<T> attempt, Predicate<RuntimeException> isOutage, Duration length, String reason) {
        while (true) {
            try {
                return attempt.get();
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new AbandonedException();
                }
                if (!isOutage.test(e)) {
                    throw e;
                }
                begin(length, reason, e.getClass().getName());
                await();
            }
        }
    }

    /** How many outages there have been. */
    long count() {
        return pauses.sum();
    }

    private synchronized long nanosLeft() {
        return until - System.nanoTime();
    }
}
