package io.turnstile.app;

import java.util.Locale;

/** Standing counts for people. */
final class StandingCountsTable {

    private static final String LINE = "%-14s %-14s %-10s %10s %14s %10s %10s%n";
    private static final String ALL = "all";

    private StandingCountsTable() {}

    static String of(StandingCounts counts) {
        if (counts.cells().isEmpty()) {
            return "No label is counted.\n";
        }
        var text = new StringBuilder(String.format(
                LINE, "dataset", "stratum", "position", "reasoning", "non-reasoning", "together", "reasoning"));
        for (StandingCounts.Sum sum : counts.sums()) {
            counts.cells().stream()
                    .filter(cell -> cell.dataset() == sum.dataset())
                    .forEach(cell -> text.append(line(
                            lower(cell.dataset()),
                            cell.stratum().toLowerCase(Locale.ROOT),
                            lower(cell.position()),
                            cell.reasoning(),
                            cell.nonReasoning())));
            text.append(line(lower(sum.dataset()), ALL, ALL, sum.reasoning(), sum.nonReasoning()));
        }
        return text.toString();
    }

    private static String line(String dataset, String stratum, String position, long reasoning, long nonReasoning) {
        long together = reasoning + nonReasoning;
        String share = String.format(Locale.ROOT, "%.1f %%", 100.0 * reasoning / together);
        return String.format(LINE, dataset, stratum, position, reasoning, nonReasoning, together, share);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
