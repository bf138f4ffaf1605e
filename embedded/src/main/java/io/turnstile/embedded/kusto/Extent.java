package io.turnstile.embedded.kusto;

import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlDatabase;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Rows that became visible together, and never change. */
record Extent(StoredRows rows, long cursorValue, String cursor, Instant ingestionTime) {

    Stream<KqlDatabase.Row> stream(List<KqlColumn> columns) {
        return RowCodec.decode(columns, rows.bytes(), rows.count()).stream().map(values -> new ExtentRow(values, this));
    }

    /** Encoded rows, not yet anywhere. */
    record StoredRows(byte[] bytes, int count) {}
}
