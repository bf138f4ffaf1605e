package io.turnstile.embedded.kql;

import java.util.List;

/**
 * A scalar expression that can be run.
 *
 * @param over the rows that it is computed from; null for a constant, which is computed once
 */
record Expr(KqlType type, Eval eval, RowScope over) {

    /** Gives the value for a row. */
    @FunctionalInterface
    interface Eval {
        Object of(Row row);
    }

    static Expr value(KqlType type, Object value) {
        return new Expr(type, row -> value, null);
    }

    /** An expression of others: a constant if they all are. */
    static Expr of(KqlType type, List<Expr> parts, Eval eval) {
        RowScope over = parts.stream()
                .map(Expr::over)
                .filter(scope -> scope != null)
                .findFirst()
                .orElse(null);
        return new Expr(type, over == null ? new Once(eval) : eval, over);
    }

    boolean isConstant() {
        return over == null;
    }

    Object of(Row row) {
        return eval.of(row);
    }

    /** The value of a constant. */
    Object constant() {
        return eval.of(null);
    }

    Expr as(KqlType wanted) {
        return wanted == type ? this : of(wanted, List.of(this), row -> Conversions.to(wanted, eval.of(row)));
    }

    /** Computes a constant when it is first needed, and not again. */
    private static final class Once implements Eval {

        private final Eval eval;
        private Object value;
        private boolean known;

        Once(Eval eval) {
            this.eval = eval;
        }

        @Override
        public Object of(Row row) {
            if (!known) {
                value = eval.of(null);
                known = true;
            }
            return value;
        }
    }
}
