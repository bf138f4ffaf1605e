package io.turnstile.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a role until the process is told to stop (Ctrl-C, SIGTERM), and then closes it before the process ends. */
final class UntilStopped implements AutoCloseable {

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "stop");

    UntilStopped() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process was told to stop. */
    boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** Lets the process end; call it when all is closed. */
    @Override
    public void close() {
        closed.countDown();
        if (!isStopped()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stopAndWait() {
        stop.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until told to stop, or for so long; true if told. */
    boolean await(Duration time) throws InterruptedException {
        return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
