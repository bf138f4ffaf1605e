package io.turnstile.datasets.router;

import java.util.Arrays;

/** Brings features to a mean of 0 and a standard deviation of 1, as they are in training. Constant ones become 0. */
record Standardisation(double[] means, double[] deviations) {

    static Standardisation of(double[][] features) {
        int size = features[0].length;
        var means = new double[size];
        var deviations = new double[size];
        for (double[] row : features) {
            for (int i = 0; i < size; i++) {
                means[i] += row[i] / features.length;
            }
        }
        for (double[] row : features) {
            for (int i = 0; i < size; i++) {
                deviations[i] += (row[i] - means[i]) * (row[i] - means[i]) / features.length;
            }
        }
        Arrays.setAll(deviations, i -> Math.sqrt(deviations[i]));
        return new Standardisation(means, deviations);
    }

    double[][] apply(double[][] features) {
        return Arrays.stream(features).map(this::apply).toArray(double[][]::new);
    }

    private double[] apply(double[] row) {
        var standard = new double[row.length];
        Arrays.setAll(standard, i -> deviations[i] < 1e-12 ? 0 : (row[i] - means[i]) / deviations[i]);
        return standard;
    }
}
