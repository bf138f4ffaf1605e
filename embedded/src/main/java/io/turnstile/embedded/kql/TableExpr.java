package io.turnstile.embedded.kql;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A tabular expression that can be run, as often as it is needed.
 *
 * @param scan what it reads, where it is a table of the database as it stands; else null
 * @param serialized whether its rows have an order that means something, so that prev() may ask for it
 */
record TableExpr(Schema schema, Supplier<Stream<Row>> rows, TableScan scan, boolean serialized) {

    static TableExpr of(Schema schema, Supplier<Stream<Row>> rows) {
        return new TableExpr(schema, rows, null, false);
    }

    static TableExpr of(TableScan scan) {
        return new TableExpr(new Schema(scan.table().columns()), scan::rows, scan, false);
    }

    TableExpr asSerialized() {
        return new TableExpr(schema, rows, null, true);
    }

    /** The table that an operator makes of this one and that is in order if this one is. */
    TableExpr inOrder(Schema result, Function<Stream<Row>, Stream<Row>> operator) {
        return new TableExpr(result, () -> operator.apply(rows.get()), null, serialized);
    }

    /** The table that an operator makes of this one, in no order. */
    TableExpr then(Schema result, Function<Stream<Row>, Stream<Row>> operator) {
        return of(result, () -> operator.apply(rows.get()));
    }

    /** The rows of this table, all in memory. */
    List<Row> all() {
        return rows.get().toList();
    }
}
