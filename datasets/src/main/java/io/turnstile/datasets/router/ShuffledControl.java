package io.turnstile.datasets.router;

import java.util.Arrays;
import java.util.List;

/**
 * The router, trained on labels that were dealt out to the texts at random, several times. It must be at chance, or
 * something is wrong with the measurement.
 *
 * @param shuffles how often
 * @param accuracy mean of the balanced accuracy
 * @param accuracyDeviation its standard deviation over the shuffles
 * @param auc mean of the area under the ROC curve
 * @param aucDeviation its standard deviation over the shuffles
 * @param isAtChance whether the mean area is within four standard errors of 0.5, which one true control in 300 is not; false
 *     where there is none
 */
public record ShuffledControl(
        int shuffles, double accuracy, double accuracyDeviation, double auc, double aucDeviation, boolean isAtChance) {

    private static final double STANDARD_ERRORS = 4;
    private static final double CHANCE = 0.5;

    static ShuffledControl of(List<Metrics> controls) {
        double[] accuracies =
                controls.stream().mapToDouble(Metrics::balancedAccuracy).toArray();
        double[] areas = controls.stream().mapToDouble(Metrics::auc).toArray();
        double error = deviation(areas) / Math.sqrt(areas.length);
        return new ShuffledControl(
                controls.size(),
                mean(accuracies),
                deviation(accuracies),
                mean(areas),
                deviation(areas),
                Math.abs(mean(areas) - CHANCE) <= STANDARD_ERRORS * error);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
