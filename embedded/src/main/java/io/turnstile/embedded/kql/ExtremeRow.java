package io.turnstile.embedded.kql;

import java.util.List;

/** The values of the row that has the greatest or the least measure. A null is worse than any other. */
final class ExtremeRow implements Aggregate.Accumulator {

    private final Expr measure;
    private final List<Expr> values;
    private final int sign;
    private Object best;
    private Row row;

    /** @param sign 1 for the greatest, -1 for the least */
    ExtremeRow(Expr measure, List<Expr> values, int sign) {
        this.measure = measure;
        this.values = values;
        this.sign = sign;
    }

    @Override
    public void add(Row candidate) {
        Object value = measure.of(candidate);
        boolean isBetter = row == null
                || (value != null && (best == null || Integer.signum(Ordering.compare(value, best)) == sign));
        if (isBetter) {
            best = value;
            row = candidate;
        }
    }

    @Override
    public Object result() {
        return values.stream()
                .map(value -> row == null ? Types.absent(value.type()) : value.of(row))
                .toArray();
    }
}
