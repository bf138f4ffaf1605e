package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows that an expression is computed from. Functions over the whole serialised table, and aggregates, get a slot
 * behind the columns: who runs the expression fills the slots first, in their order.
 */
final class RowScope {

    /** What may stand in an expression beside what needs one row alone. */
    enum Kind {
        PLAIN,
        /** prev(), next(), row_number() and their like. */
        WINDOW,
        /** count(), sum() and their like. */
        AGGREGATE
    }

    private final Schema schema;
    private final Kind kind;
    private final List<Window> windows = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final RowScope input;

    private RowScope(Schema schema, Kind kind, RowScope input) {
        this.schema = schema;
        this.kind = kind;
        this.input = input;
    }

    static RowScope plain(Schema schema) {
        return new RowScope(schema, Kind.PLAIN, null);
    }

    static RowScope window(Schema schema) {
        return new RowScope(schema, Kind.WINDOW, null);
    }

    /** Expressions over a group of rows of that schema. */
    static RowScope aggregate(Schema input) {
        return new RowScope(Schema.EMPTY, Kind.AGGREGATE, plain(input));
    }

    Schema schema() {
        return schema;
    }

    Kind kind() {
        return kind;
    }

    /** The rows that the aggregates are computed from. */
    RowScope input() {
        return input;
    }

    List<Window> windows() {
        return windows;
    }

    List<Aggregate> aggregates() {
        return aggregates;
    }

    /** Gives a window function its slot. */
    Expr slot(KqlType type, Window window) {
        windows.add(window);
        return slot(type, schema.size() + windows.size() - 1);
    }

    /** Gives an aggregate its slot. */
    Expr slot(KqlType type, Aggregate aggregate) {
        aggregates.add(aggregate);
        return slot(type, aggregates.size() - 1);
    }

    private Expr slot(KqlType type, int position) {
        return new Expr(
                type,
                row -> {
                    Object value = row.get(position);
                    return value == null ? Types.absent(type) : value;
                },
                this);
    }
}
