package io.turnstile.embedded.kql;

import java.util.function.Supplier;

/** Variance and standard deviation, by Welford's method. Of one value or none they are 0. */
final class Moments implements Fold {

    private final boolean sample;
    private final boolean root;
    private long count;
    private double mean;
    private double squares;

    private Moments(boolean sample, boolean root) {
        this.sample = sample;
        this.root = root;
    }

    /**
     * @param sample whether the values are a sample, and not all there are
     * @param root the standard deviation, not the variance
     */
    static Supplier<Fold> of(boolean sample, boolean root) {
        return () -> new Moments(sample, root);
    }

    @Override
    public void add(Object value) {
        double number = Conversions.real(value);
        count++;
        double distance = number - mean;
        mean += distance / count;
        squares += distance * (number - mean);
    }

    @Override
    public Object result() {
        long degrees = sample ? count - 1 : count;
        double variance = degrees <= 0 ? 0 : squares / degrees;
        return root ? Math.sqrt(variance) : variance;
    }
}
