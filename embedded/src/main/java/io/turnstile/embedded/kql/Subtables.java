package io.turnstile.embedded.kql;

import java.util.List;
import java.util.function.Supplier;

/**
 * The tables that the subqueries of mv-apply work on: each row has its own. It notices what was computed from one of
 * them, so that it is not kept for the next row.
 */
final class Subtables {

    private long clock;
    private long oldestRead = Long.MAX_VALUE;

    /** The subtable of one mv-apply, as it changes from row to row. */
    final class Subtable {

        private List<Row> rows = List.of();
        private long since;

        void set(List<Row> others) {
            rows = others;
            since = clock++;
        }

        List<Row> rows() {
            oldestRead = Math.min(oldestRead, since);
            return rows;
        }
    }

    /**
     * Something computed.
     *
     * @param isConstant whether it holds for the next row too
     */
    record Computed<T>(T value, boolean isConstant) {}

    /** Computes, and watches whether a subtable that was there before is read. */
    <T> Computed<T> watch(Supplier<T> computation) {
        long before = oldestRead;
        long start = clock;
        oldestRead = Long.MAX_VALUE;
        try {
            T value = computation.get();
            return new Computed<>(value, oldestRead >= start);
        } finally {
            oldestRead = Math.min(before, oldestRead);
        }
    }

    /** Computes what is then taken for a constant. */
    <T> T constant(SyntaxNode node, Supplier<T> computation) {
        Computed<T> computed = watch(computation);
        if (!computed.isConstant()) {
            throw node.refused("a value of the table that mv-apply works on");
        }
        return computed.value();
    }
}
