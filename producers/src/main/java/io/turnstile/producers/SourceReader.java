package io.turnstile.producers;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads a source on a thread of its own. A source may block for as long as it likes (standard input does); the thread
 * that holds a transaction open must not.
 */
final class SourceReader implements AutoCloseable {

    /** Enough to keep both threads busy; few enough that rows of a megabyte each fit into memory. */
    private static final int READ_AHEAD = 256;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(READ_AHEAD);
    private final Thread thread;

    /** What reading came to. */
    sealed interface Signal {

        record Item(SourceItem item) implements Signal {}

        record End() implements Signal {}

        record Failure(Throwable cause) implements Signal {}
    }

    private SourceReader(TelemetrySource source) {
        // A daemon, because a read of standard input cannot be interrupted.
        thread = new Thread(() -> read(source), "turnstile-source-" + source.name());
        thread.setDaemon(true);
    }

    static SourceReader start(TelemetrySource source) {
        var reader = new SourceReader(source);
        reader.thread.start();
        return reader;
    }

    /** The next signal, or empty if none came in time. */
    Optional<Signal> poll(Duration patience) throws InterruptedException {
        return Optional.ofNullable(signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(TelemetrySource source) {
        try {
            signals.put(readAll(source));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Signal readAll(TelemetrySource source) throws InterruptedException {
        try {
            Iterator<SourceItem> items = source.items();
            while (items.hasNext()) {
                signals.put(new Signal.Item(items.next()));
            }
            return new Signal.End();
        } catch (RuntimeException | Error e) {
            return new Signal.Failure(e);
        }
    }
}
