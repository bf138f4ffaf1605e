package io.turnstile.embedded.kusto;

import io.turnstile.embedded.kql.KqlColumn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tables in memory that only grow. Rows are accepted first and become visible later, in any order; a cursor is given when
 * they become visible, so that what lies between two cursors that a reader has seen never changes.
 */
final class KustoDatabase {

    /** Bounds what reading inflates at once; a batch of more rows becomes several extents with one cursor. */
    private static final int EXTENT_ROWS = 1_000;

    private final InstantSource clock;
    private final long mostRows;
    private volatile DatabaseSnapshot visible;
    private long residentRows;
    private boolean closed;

    /** @param mostRows rows that may be held; {@link #accept} waits for a discard beyond it. 0 is no bound */
    KustoDatabase(InstantSource clock, long mostRows) {
        this.clock = clock;
        this.mostRows = mostRows;
        this.visible = new DatabaseSnapshot(Map.of(), DatabaseCursor.at(clock.instant()));
    }

    /** What a query reads. It never waits. */
    DatabaseSnapshot snapshot() {
        return visible;
    }

    /** @throws IllegalArgumentException if there is a table of that name */
    synchronized void create(String table, List<KqlColumn> columns) {
        if (visible.tables().containsKey(table)) {
            throw new IllegalArgumentException("There is a table " + table + " already. Choose another name.");
        }
        visible = visible.with(new KustoTable(table, List.copyOf(columns), ExtentLog.EMPTY), visible.cursor());
    }

    /**
     * Takes rows that nobody sees yet.
     *
     * @throws IllegalArgumentException if there is no such table or a row does not fit it; nothing is taken
     * @throws IllegalStateException if the database closes before there is room
     */
    Batch accept(String table, List<? extends Map<String, ?>> rows) throws InterruptedException {
        KustoTable target = tableOf(table);
        List<Object[]> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(target.row(row)));
        var stored = new ArrayList<Extent.StoredRows>();
        for (int from = 0; from < values.size(); from += EXTENT_ROWS) {
            var part = values.subList(from, Math.min(values.size(), from + EXTENT_ROWS));
            stored.add(new Extent.StoredRows(RowCodec.encode(target.columns(), part), part.size()));
        }
        awaitRoom(rows.size());
        return new Batch(table, stored);
    }

    /** Makes accepted rows visible, all at once. Gives their cursor. */
    synchronized String publish(Batch batch) {
        if (batch.stored().isEmpty()) {
            return visible.currentCursor();
        }
        Instant now = clock.instant();
        long cursor = Math.max(visible.cursor() + 1, DatabaseCursor.at(now));
        KustoTable table = tableOf(batch.table());
        ExtentLog extents = table.extents();
        for (Extent.StoredRows rows : batch.stored()) {
            extents = extents.append(new Extent(rows, cursor, Long.toString(cursor), now));
        }
        visible = visible.with(table.with(extents), cursor);
        return Long.toString(cursor);
    }

    /** Forgets the rows of all tables up to a cursor, inclusive. Gives how many. */
    synchronized long discardUpTo(String cursor) {
        long upTo = DatabaseCursor.parse(cursor, DatabaseCursor.BEGINNING);
        long discarded = 0;
        for (KustoTable table : visible.tables().values()) {
            ExtentLog kept = table.extents().above(upTo);
            discarded += table.extents().rows() - kept.rows();
            visible = visible.with(table.with(kept), visible.cursor());
        }
        residentRows -= discarded;
        notifyAll();
        return discarded;
    }

    /** Rows that are held, visible or not yet. */
    synchronized long residentRows() {
        return residentRows;
    }

    /** Lets go who waits for room. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** A batch that is larger than the bound is taken once nothing else is held: it would wait for ever. */
    private synchronized void awaitRoom(int rows) throws InterruptedException {
        while (!closed && mostRows > 0 && residentRows > 0 && residentRows + rows > mostRows) {
            wait();
        }
        if (closed) {
            throw new IllegalStateException("The embedded Kusto was closed, so nothing can be ingested any more.");
        }
        residentRows += rows;
    }

    private KustoTable tableOf(String name) {
        KustoTable table = visible.tables().get(name);
        if (table == null) {
            throw new IllegalArgumentException("There is no table " + name + ". There are "
                    + visible.tables().keySet().stream().sorted().toList() + ".");
        }
        return table;
    }

    /** Rows that were accepted and await their cursor. */
    record Batch(String table, List<Extent.StoredRows> stored) {}
}
