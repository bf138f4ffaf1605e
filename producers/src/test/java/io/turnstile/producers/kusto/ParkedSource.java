package io.turnstile.producers.kusto;

import io.turnstile.producers.SourceItem;
import io.turnstile.producers.TelemetrySource;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A source that stops in the middle and says nothing, as a process does that hangs, until it is let go. */
final class ParkedSource implements TelemetrySource {

    private final TelemetrySource source;
    private final int itemsBefore;
    private final CompletableFuture<Void> parked = new CompletableFuture<>();
    private final CountDownLatch letGo = new CountDownLatch(1);

    ParkedSource(TelemetrySource source, int itemsBefore) {
        this.source = source;
        this.itemsBefore = itemsBefore;
    }

    /** Completes when it stands still, or has ended. */
    CompletableFuture<Void> whenParked() {
        return parked;
    }

    void letGo() {
        letGo.countDown();
    }

    @Override
    public String kind() {
        return source.kind();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean isPositioned() {
        return source.isPositioned();
    }

    @Override
    public Iterator<SourceItem> items() {
        var items = source.items();
        return new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                if (given == itemsBefore) {
                    park();
                }
                boolean hasNext = items.hasNext();
                if (!hasNext) {
                    parked.complete(null);
                }
                return hasNext;
            }

            @Override
            public SourceItem next() {
                given++;
                return items.next();
            }
        };
    }

    private void park() {
        parked.complete(null);
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
