package io.turnstile.embedded.kusto;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Lets batches become visible after the lag. */
final class Ingestion implements AutoCloseable {

    private final KustoDatabase database;
    private final IngestionLag lag;
    private final Random random;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<CompletableFuture<String>> waiting = ConcurrentHashMap.newKeySet();

    Ingestion(KustoDatabase database, IngestionLag lag, ThreadFactory threads) {
        this.database = database;
        this.lag = lag;
        this.random = new Random(lag.seed());
        this.timer = new ScheduledThreadPoolExecutor(1, threads);
    }

    CompletableFuture<String> ingest(String table, List<? extends Map<String, ?>> rows) throws InterruptedException {
        KustoDatabase.Batch batch = database.accept(table, rows);
        if (lag.longest().isZero()) {
            return CompletableFuture.completedFuture(database.publish(batch));
        }
        var visible = new CompletableFuture<String>();
        waiting.add(visible);
        schedule(batch, visible);
        return visible;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        waiting.forEach(visible -> visible.cancel(false));
    }

    private void schedule(KustoDatabase.Batch batch, CompletableFuture<String> visible) {
        try {
            timer.schedule(() -> publish(batch, visible), draw().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            visible.cancel(false);
        }
    }

    private void publish(KustoDatabase.Batch batch, CompletableFuture<String> visible) {
        visible.complete(database.publish(batch));
        waiting.remove(visible);
    }

    private synchronized Duration draw() {
        long span = lag.longest().minus(lag.shortest()).toNanos();
        return lag.shortest().plusNanos((long) (random.nextDouble() * span));
    }
}
