package io.turnstile.datasets.verify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the rows of a split count together.
 *
 * @param rows how many have a weight
 */
record WeightsOfSplit(String split, int rows, double reasoning, double others) {

    private static final double TOLERANCE = 1e-6;

    static WeightsOfSplit of(SplitRows split) {
        List<DatasetRow> rows =
                split.rows().stream().filter(row -> row.weight() != null).toList();
        return new WeightsOfSplit(
                split.split(), rows.size(), sum(rows, Labels.NAMES.get(0)), sum(rows, Labels.NAMES.get(1)));
    }

    /** What is wrong: the mean is not 1, or, where there are both classes, they are not in the plan's ratio. */
    Optional<String> fault(double ratio) {
        double sum = reasoning + others;
        if (rows > 0 && !isNear(sum, rows)) {
            return Optional.of(String.format(Locale.ROOT, "%s: the mean weight is %.6f, not 1", split, sum / rows));
        }
        if (reasoning > 0 && others > 0 && !isNear(reasoning, ratio * sum)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s: %.6f of the weight is reasoning, which is not the plan's ratio",
                    split,
                    reasoning / sum));
        }
        return Optional.empty();
    }

    private static double sum(List<DatasetRow> rows, String labelName) {
        return rows.stream()
                .filter(row -> labelName.equals(row.labelName()))
                .mapToDouble(DatasetRow::weight)
                .sum();
    }

    private static boolean isNear(double value, double expected) {
        return Math.abs(value - expected) <= TOLERANCE * expected;
    }
}
