package io.turnstile.datasets.verify;

import io.turnstile.plan.SeededHash;
import io.turnstile.plan.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold of every row, each by itself or within its file. */
final class RowChecks {

    private static final Set<String> REQUIRED = DatasetColumns.ALL.stream()
            .filter(column -> !column.isNullable())
            .map(DatasetColumns.Column::name)
            .collect(Collectors.toSet());

    /** What rounding may change of a weight. */
    private static final double ROUNDING = 1e-9;

    private final Dataset dataset;

    RowChecks(Dataset dataset) {
        this.dataset = dataset;
    }

    /** Nothing is null that must not be, and no text is blank. */
    Check complete() {
        var faults = new ArrayList<String>();
        for (SplitRows split : dataset.splits()) {
            split.nulls().forEach((column, count) -> {
                if (REQUIRED.contains(column)) {
                    faults.add(split.stem() + ": " + column + " is null in " + count + " rows");
                }
            });
            long blank = split.rows().stream()
                    .filter(row -> row.text() != null && row.text().isBlank())
                    .count();
            if (blank > 0) {
                faults.add(split.stem() + ": text is blank in " + blank + " rows");
            }
        }
        return Check.of("no-nulls", faults, REQUIRED.size() + " columns without null");
    }

    /** A row weighs what the manifest says of its class and split; at natural prevalence, 1. */
    Check weights() {
        var faults = new ArrayList<String>();
        for (SplitRows split : dataset.splits()) {
            long wrong = split.rows().stream()
                    .filter(row -> row.weight() != null && !isStated(split, row))
                    .count();
            if (wrong > 0) {
                faults.add(split.stem() + " has " + wrong + " weights that are not those of the manifest");
            }
        }
        return Check.of("weights", faults, dataset.manifest().isWeighted() ? "as stated for each class" : "all 1");
    }

    private boolean isStated(SplitRows split, DatasetRow row) {
        Double stated = split.isNatural()
                ? Double.valueOf(1)
                : dataset.manifest().weights().get(new ClassOfSplit(split.split(), String.valueOf(row.labelName())));
        return stated != null && row.weight() > 0 && Math.abs(row.weight() - stated) <= ROUNDING * stated;
    }

    /** Column {@code split} names the split of the file. */
    Check splitColumn() {
        var faults = new ArrayList<String>();
        for (SplitRows split : dataset.splits()) {
            long wrong = split.rows().stream()
                    .filter(row -> row.split() != null && !row.split().equals(split.split()))
                    .count();
            if (wrong > 0) {
                faults.add(split.stem() + " has " + wrong + " rows of another split");
            }
        }
        return Check.of("split-column", faults, "every row is in the file of its split");
    }

    /** Every row is in the split of its user, or, where that is not known, of its conversation. */
    Check splitOfOwner() {
        var faults = new ArrayList<String>();
        for (SplitRows split : dataset.splits()) {
            split.rows().stream()
                    .filter(row -> row.owner() != null && !splitOf(row.owner()).equals(split.split()))
                    .map(row ->
                            row.messageId() + " is in " + split.stem() + ", and its owner in " + splitOf(row.owner()))
                    .forEach(faults::add);
        }
        return Check.of("split-of-owner", faults, "by the owner's hash");
    }

    private String splitOf(String owner) {
        return Split.of(dataset.manifest().splitSeed(), owner).name().toLowerCase(Locale.ROOT);
    }

    /** Every label comes from a judge that the manifest admits. */
    Check fingerprints() {
        Set<String> found = new TreeSet<>();
        dataset.splits().stream()
                .flatMap(split -> split.rows().stream())
                .filter(row -> row.fingerprint() != null)
                .forEach(row -> found.add(row.fingerprint()));
        List<String> faults = found.stream()
                .filter(fingerprint -> !dataset.manifest().fingerprints().contains(fingerprint))
                .map(fingerprint -> "labels of " + fingerprint + ", which the manifest does not list")
                .toList();
        return Check.of("fingerprints", faults, String.join(", ", found));
    }

    /** No message stands twice in a file, nor in two splits. */
    Check messages() {
        var faults = new ArrayList<String>();
        Map<String, String> splits = new HashMap<>();
        Map<String, DatasetRow> rows = new HashMap<>();
        for (SplitRows split : dataset.splits()) {
            var ids = new HashSet<String>();
            for (DatasetRow row : split.rows()) {
                String id = row.messageId();
                if (id != null && !ids.add(id)) {
                    faults.add(id + " is twice in " + split.stem());
                }
                if (id != null && !split.split().equals(splits.getOrDefault(id, split.split()))) {
                    faults.add(id + " is in " + splits.get(id) + " and in " + split.split());
                }
                splits.putIfAbsent(id, split.split());
                if (id != null && !row.isSameTurn(rows.getOrDefault(id, row))) {
                    faults.add(id + " is another turn in " + split.stem());
                }
                rows.putIfAbsent(id, row);
            }
        }
        return Check.of("messages", faults, splits.size() + " messages");
    }

    /**
     * Rows stand in the order in which they were drawn: by XXH3-64 of the message id with the plan's seed, unsigned, then by
     * the id.
     */
    Check order() {
        long seed = dataset.manifest().seed();
        Comparator<String> order = Comparator.<String, Long>comparing(
                        id -> SeededHash.of(seed, id), Long::compareUnsigned)
                .thenComparing(Comparator.naturalOrder());
        var faults = new ArrayList<String>();
        for (SplitRows split : dataset.splits()) {
            List<String> ids = split.rows().stream()
                    .map(DatasetRow::messageId)
                    .filter(id -> id != null)
                    .toList();
            for (int i = 1; i < ids.size(); i++) {
                if (order.compare(ids.get(i - 1), ids.get(i)) > 0) {
                    faults.add(split.stem() + ": " + ids.get(i) + " stands after " + ids.get(i - 1));
                    break;
                }
            }
        }
        return Check.of("order", faults, "by the sample's hash, then message id");
    }
}
