package io.turnstile.app.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The summary for people: what came in, what became of it, and how the labels are spread. */
final class SummaryTable {

    private static final int BAR = 24;

    private final StringBuilder text = new StringBuilder();

    private SummaryTable() {}

    static String of(DemoSummary summary) {
        var table = new SummaryTable();
        table.flow(summary);
        table.labels(summary);
        table.datasets(summary.datasets());
        return table.text.toString();
    }

    private void flow(DemoSummary summary) {
        line("rows", summary.rows(), "");
        reasons("ignored", summary.ignoredRows());
        line("dead letters", summary.deadLetters(), "");
        line("turns", summary.turns(), "");
        line("conversations", summary.conversations().complete(), "complete");
        reasons("partial", summary.conversations().partial());
        reasons("not assembled", summary.conversations().notAssembled());
        line("judge requests", summary.judgeRequests(), "");
        reasons("not judged", summary.notJudged());
        line("labels", sum(summary.labels()), String.format(Locale.ROOT, "in %.1f s", summary.seconds()));
    }

    private void labels(DemoSummary summary) {
        text.append('\n');
        text.append(
                String.format("%-14s %-14s %10s %14s   %s%n", "dataset", "stratum", "reasoning", "non-reasoning", ""));
        var cells = new TreeMap<String, long[]>();
        for (DemoSummary.Count count : summary.labelCounts()) {
            String cell = String.format("%-14s %-14s", lower(count.dataset()), lower(count.stratum()));
            cells.computeIfAbsent(cell, any -> new long[2])[count.label()] += count.count();
        }
        cells.forEach((cell, counts) -> text.append(
                String.format("%s %10d %14d   %s%n", cell, counts[0], counts[1], bar(counts[0], counts[1]))));
        text.append('\n');
        text.append("labels by ").append(summary.judge().fingerprint()).append(": ");
        text.append(summary.judge().note()).append('\n');
    }

    private void datasets(List<DatasetNote> datasets) {
        if (datasets.isEmpty()) {
            return;
        }
        text.append('\n');
        text.append(String.format("%-20s %-11s %10s %14s%n", "plan", "split", "reasoning", "non-reasoning"));
        datasets.forEach(dataset -> dataset.balance()
                .forEach((split, classes) -> text.append(String.format(
                        "%-20s %-11s %10d %14d   %s%n",
                        dataset.plan(),
                        split,
                        classes.reasoning(),
                        classes.nonReasoning(),
                        bar(classes.reasoning(), classes.nonReasoning())))));
        text.append('\n');
        datasets.forEach(this::dataset);
        datasets.stream()
                .filter(dataset -> dataset.directory() != null)
                .findFirst()
                .ifPresent(dataset -> text.append("to train a router on one: turnstile export verify ")
                        .append(dataset.directory())
                        .append('\n'));
    }

    private void dataset(DatasetNote dataset) {
        text.append(String.format("%-20s ", dataset.plan()));
        if (dataset.directory() == null) {
            text.append("no dataset: there are too few labelled turns\n");
            return;
        }
        text.append(String.format(
                Locale.ROOT,
                "%,d of %,d turns, %s, in %s%s%n",
                dataset.size(),
                dataset.askedSize(),
                dataset.failedChecks().isEmpty() ? "verified" : "NOT AS IT SHOULD BE",
                dataset.directory(),
                dataset.hasPlots() ? "; plots are in plots/" : ""));
    }

    /** The share of reasoning, drawn. */
    private static String bar(long reasoning, long nonReasoning) {
        int filled = Math.round((float) BAR * reasoning / Math.max(1, reasoning + nonReasoning));
        return "#".repeat(filled) + ".".repeat(BAR - filled);
    }

    private void reasons(String name, Map<String, Long> counts) {
        counts.forEach((reason, count) -> line("  " + name, count, reason));
    }

    private void line(String name, long count, String note) {
        text.append(String.format("%-18s %10d  %s", name, count, note).stripTrailing())
                .append('\n');
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
