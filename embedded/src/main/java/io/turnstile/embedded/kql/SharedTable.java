package io.turnstile.embedded.kql;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A named table. Its rows are computed once, and kept if it is named more than once. */
final class SharedTable implements Supplier<TableExpr> {

    private final Supplier<TableExpr> compiler;
    private final Subtables subtables;
    private TableExpr table;
    private int names;
    private List<Row> kept;

    SharedTable(Supplier<TableExpr> compiler, Subtables subtables) {
        this.compiler = compiler;
        this.subtables = subtables;
    }

    /** Called for each place that names it, before any of them is run. */
    @Override
    public TableExpr get() {
        names++;
        if (table == null) {
            table = compiler.get();
        }
        return new TableExpr(table.schema(), this::rows, table.scan(), table.serialized());
    }

    private Stream<Row> rows() {
        // A table of the database is kept already.
        if (names == 1 || table.scan() != null) {
            return table.rows().get();
        }
        if (kept != null) {
            return kept.stream();
        }
        Subtables.Computed<List<Row>> computed = subtables.watch(table::all);
        kept = computed.isConstant() ? computed.value() : null;
        return computed.value().stream();
    }
}
