package io.turnstile.embedded.kql;

import java.util.List;
import java.util.stream.Stream;

/**
 * A read of a table of the database.
 *
 * @param after the cursor after which it begins; null for the beginning
 * @param upTo the cursor with which it ends; null for the end
 */
record TableScan(KqlDatabase.Table table, String after, String upTo) {

    Stream<Row> rows() {
        List<KqlColumn> columns = table.columns();
        return table.rows(after, upTo).map(row -> read(row, columns));
    }

    /** What is left of this read by cursor_after(cursor). */
    TableScan after(String cursor) {
        return CursorOrder.isAfter(cursor, after) ? new TableScan(table, cursor, upTo) : this;
    }

    /** What is left of this read by cursor_before_or_at(cursor). */
    TableScan upTo(String cursor) {
        return upTo == null || CursorOrder.isAfter(upTo, cursor) ? new TableScan(table, after, cursor) : this;
    }

    private static Row read(KqlDatabase.Row row, List<KqlColumn> columns) {
        var values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = row.value(i);
            values[i] = value == null ? Types.absent(columns.get(i).type()) : value;
        }
        return new Row(values, row);
    }
}
