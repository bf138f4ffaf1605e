package io.turnstile.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The runs of one scenario, in pairs of a copy and an assembly.
 *
 * @param scenario what was measured
 * @param copies one a pair
 * @param assemblies one a pair, right before or after its copy
 */
record Comparison(Scenario scenario, List<Measurement> copies, List<Measurement> assemblies) {

    double copy(ToDoubleFunction<Measurement> figure) {
        return median(copies.stream().mapToDouble(figure).toArray());
    }

    double assembly(ToDoubleFunction<Measurement> figure) {
        return median(assemblies.stream().mapToDouble(figure).toArray());
    }

    /** Rows a second, assembly to copy, pair by pair: a machine that slows down slows both. */
    double ratio() {
        return median(ratios());
    }

    double smallestRatio() {
        return Arrays.stream(ratios()).min().orElse(Double.NaN);
    }

    double largestRatio() {
        return Arrays.stream(ratios()).max().orElse(Double.NaN);
    }

    private double[] ratios() {
        return IntStream.range(0, copies.size())
                .mapToDouble(pair ->
                        assemblies.get(pair).rowsPerSecond() / copies.get(pair).rowsPerSecond())
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
