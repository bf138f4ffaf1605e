package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.List;

/** The values below which so many percent lie, by nearest rank. Kusto estimates them where there are many values. */
final class Percentiles implements Aggregate.Accumulator {

    private final Expr value;
    private final List<Double> percents;
    private final List<Object> values = new ArrayList<>();

    Percentiles(Expr value, List<Double> percents) {
        this.value = value;
        this.percents = percents;
    }

    @Override
    public void add(Row row) {
        Object added = value.of(row);
        if (added != null) {
            values.add(added);
        }
    }

    @Override
    public Object result() {
        values.sort(Ordering::compare);
        Object[] results = percents.stream().map(this::at).toArray();
        return results.length == 1 ? results[0] : results;
    }

    private Object at(double percent) {
        if (values.isEmpty()) {
            return null;
        }
        long rank = (long) Math.ceil(percent / 100 * values.size());
        return values.get((int) Math.max(0, Math.min(values.size(), rank) - 1));
    }
}
