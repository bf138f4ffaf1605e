package io.turnstile.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds a role until the process is told to stop (Ctrl-C, SIGTERM), and then closes it before the process ends. */
final class UntilStopped implements AutoCloseable {

    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "stop");

    UntilStopped() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process was told to stop. */
    boolean isStopped() {
        return stop.isDone();
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
        stop.complete(null);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until told to stop, or for so long; true if told. */
    boolean await(Duration time) throws InterruptedException {
        try {
            stop.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("It is only ever completed", e);
        }
    }

    /** Runs this when told to stop, or at once if that has been. */
    void then(Runnable action) {
        stop.thenRun(action);
    }
}
