package io.turnstile.app.demo;

import io.turnstile.embedded.kusto.EmbeddedKusto;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.TelemetrySource;
import io.turnstile.schema.TelemetryRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Ingests the rows of a source into the embedded Kusto, in batches, as a collector would. */
final class KustoFeed {

    /** Collectors ingest what they have in a while; so few that the reader has something to do at once. */
    private static final int BATCH_ROWS = 2_000;

    private final EmbeddedKusto kusto;
    private final Consumer<TelemetryRow> seen;
    private final Map<String, List<Map<String, Object>>> batches = new HashMap<>();
    private CompletableFuture<String> lastBatches = CompletableFuture.completedFuture("");

    KustoFeed(EmbeddedKusto kusto) {
        this(kusto, row -> {});
    }

    /** @param seen is told each row before it is ingested */
    KustoFeed(EmbeddedKusto kusto, Consumer<TelemetryRow> seen) {
        this.kusto = kusto;
        this.seen = seen;
    }

    /** Returns when all rows are visible. Waits while the server holds as many as it may. */
    void ingest(TelemetrySource source) throws InterruptedException {
        for (var items = source.items(); items.hasNext(); ) {
            if (items.next() instanceof SourceItem.Row item) {
                seen.accept(item.row());
                add(KustoRow.of(item.row()));
            }
        }
        for (String table : List.copyOf(batches.keySet())) {
            send(table);
        }
        lastBatches.join();
    }

    private void add(KustoRow row) throws InterruptedException {
        var batch = batches.computeIfAbsent(row.table(), any -> new ArrayList<>(BATCH_ROWS));
        batch.add(row.values());
        if (batch.size() == BATCH_ROWS) {
            send(row.table());
        }
    }

    private void send(String table) throws InterruptedException {
        var visible = kusto.ingest(table, batches.remove(table));
        lastBatches = lastBatches.thenCombine(visible, (earlier, later) -> later);
    }
}
