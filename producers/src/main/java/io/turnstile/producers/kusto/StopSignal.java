package io.turnstile.producers.kusto;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a source from another thread: it interrupts a wait or a question to the cluster, and nothing else, so that a block
 * that was read is handed on whole.
 */
final class StopSignal {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Thread asking;

    synchronized void stop() {
        stopped.countDown();
        if (asking != null) {
            asking.interrupt();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** @throws InterruptedException if it was told to stop meanwhile or before */
    void await(Duration time) throws InterruptedException {
        if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("The source was told to stop.");
        }
    }

    /** @throws InterruptedException if it was told to stop meanwhile or before */
    <T> T unlessStopped(Retry.Question<T> question) throws QueryException, InterruptedException {
        begin();
        try {
            return question.ask();
        } catch (QueryException | RuntimeException e) {
            if (isStopped()) {
                throw new InterruptedException("The source was told to stop.");
            }
            throw e;
        } finally {
            end();
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (isStopped()) {
            throw new InterruptedException("The source was told to stop.");
        }
        asking = Thread.currentThread();
    }

    private synchronized void end() {
        asking = null;
        if (isStopped()) {
            // It was meant for the question, which is over.
            Thread.interrupted();
        }
    }
}
