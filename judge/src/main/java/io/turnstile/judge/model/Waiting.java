package io.turnstile.judge.model;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end early when the model is closed. */
final class Waiting implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @throws CallFailedException if the model was closed
     * @throws InterruptedException if the thread was told to stop
     */
    void await(Duration wait) throws InterruptedException {
        if (closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            throw CallFailedException.lasting("The model was closed while a question waited. Start the judge again.");
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
