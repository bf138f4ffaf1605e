package io.turnstile.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A comparison as the JSON file has it: component by component.
 *
 * @param copy medians
 * @param assembly medians
 * @param ratio rows a second, assembly to copy: the median of the pairs
 * @param smallestRatio of all pairs
 * @param largestRatio of all pairs
 * @param copies every run, one a pair
 * @param assemblies every run, one a pair
 */
record Report(
        Scenario scenario,
        Figures copy,
        Figures assembly,
        double ratio,
        double smallestRatio,
        double largestRatio,
        List<RunReport> copies,
        List<RunReport> assemblies) {

    /**
     * What is derived from a run, or the medians of several.
     *
     * @param megabytesPerSecond of payload, not compressed, in units of 10^6 bytes
     * @param cpuSecondsPerMillionRows of the whole process, the broker included
     * @param changelogBytesPerInputByte both as they stand on the broker's disk
     * @param peakResidentBytes the most memory that the process held; 0 where the system does not tell
     */
    record Figures(
            double rowsPerSecond,
            double megabytesPerSecond,
            double cpuSecondsPerMillionRows,
            double changelogBytesPerInputByte,
            double peakResidentBytes) {

        private static Figures of(Summary summary) {
            return new Figures(
                    summary.of(Measurement::rowsPerSecond),
                    summary.of(Measurement::megabytesPerSecond),
                    summary.of(Measurement::cpuSecondsPerMillionRows),
                    summary.of(Measurement::changelogBytesPerInputByte),
                    summary.of(Measurement::peakResidentBytes));
        }
    }

    /** One run: what was measured, and what follows. */
    record RunReport(Measurement measured, Figures figures) {

        private static RunReport of(Measurement measured) {
            return new RunReport(measured, Figures.of(figure -> figure.applyAsDouble(measured)));
        }
    }

    /** One number for a figure of one run or several. */
    private interface Summary {
        double of(ToDoubleFunction<Measurement> figure);
    }

    static Report of(Comparison comparison) {
        return new Report(
                comparison.scenario(),
                Figures.of(comparison::copy),
                Figures.of(comparison::assembly),
                comparison.ratio(),
                comparison.smallestRatio(),
                comparison.largestRatio(),
                comparison.copies().stream().map(RunReport::of).toList(),
                comparison.assemblies().stream().map(RunReport::of).toList());
    }
}
