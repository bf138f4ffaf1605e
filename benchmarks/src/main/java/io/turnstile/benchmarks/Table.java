package io.turnstile.benchmarks;

import java.util.List;
import java.util.Locale;

/** The comparisons, for people to read. */
final class Table {

    private static final String ROW = "%-14s %9s %9s %7s %13s %7s %8s %8s %10s %10s%n";
    private static final double MB = 1e6;

    private Table() {}

    static String of(List<Comparison> comparisons) {
        var table = new StringBuilder();
        line(
                table,
                "scenario",
                "copy",
                "assembly",
                "ratio",
                "(min-max)",
                "MB/s",
                "CPU s/M",
                "CPU s/M",
                "changelog",
                "resident");
        line(table, "", "rows/s", "rows/s", "", "", "assemb.", "copy", "assemb.", ": input", "peak MB");
        for (Comparison each : comparisons) {
            line(
                    table,
                    each.scenario().name(),
                    number("%.0f", each.copy(Measurement::rowsPerSecond)),
                    number("%.0f", each.assembly(Measurement::rowsPerSecond)),
                    number("%.2f", each.ratio()),
                    number("%.2f", each.smallestRatio()) + "-" + number("%.2f", each.largestRatio()),
                    number("%.1f", each.assembly(Measurement::megabytesPerSecond)),
                    number("%.0f", each.copy(Measurement::cpuSecondsPerMillionRows)),
                    number("%.0f", each.assembly(Measurement::cpuSecondsPerMillionRows)),
                    number("%.2f", each.assembly(Measurement::changelogBytesPerInputByte)),
                    number("%.0f", each.assembly(run -> run.peakResidentBytes() / MB)));
        }
        return table.toString();
    }

    private static void line(StringBuilder table, Object... cells) {
        table.append(String.format(Locale.ROOT, ROW, cells));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
