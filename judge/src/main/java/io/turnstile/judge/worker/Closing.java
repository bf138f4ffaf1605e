package io.turnstile.judge.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells all threads of a worker that it closes, and until when what is in hand may take. */
final class Closing {

    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile long deadline;

    /** Begins to close; a second call changes nothing. */
    synchronized void begin(Duration timeout) {
        if (!isBegun()) {
            deadline = System.nanoTime() + timeout.toNanos();
            begun.countDown();
        }
    }

    boolean isBegun() {
        return begun.getCount() == 0;
    }

    /** Whether it closes and its time is over. */
    boolean isOver() {
        return isBegun() && nanosLeft() <= 0;
    }

    /** Until the deadline, negative behind it; only to be asked of a worker that closes. */
    long nanosLeft() {
        return deadline - System.nanoTime();
    }

    /** Waits, but no longer than until it closes; true if it does. */
    boolean await(Duration atMost) throws InterruptedException {
        return begun.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }
}
