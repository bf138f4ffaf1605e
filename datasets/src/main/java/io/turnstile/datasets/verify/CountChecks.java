package io.turnstile.datasets.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many rows there are of each class. */
final class CountChecks {

    private final Dataset dataset;
    private final DatasetManifest manifest;

    CountChecks(Dataset dataset) {
        this.dataset = dataset;
        this.manifest = dataset.manifest();
    }

    /** The balanced splits hold as many rows of each class as the manifest counts. */
    Check counts() {
        SortedMap<ClassOfSplit, Long> held = new TreeMap<>();
        manifest.counts().keySet().forEach(share -> held.put(share, 0L));
        dataset.splits().stream()
                .filter(split -> !split.isNatural())
                .forEach(split -> split.rows()
                        .forEach(row -> held.merge(
                                new ClassOfSplit(split.split(), String.valueOf(row.labelName())), 1L, Long::sum)));
        var faults = new ArrayList<String>();
        held.forEach((share, count) -> {
            long listed = manifest.counts().getOrDefault(share, 0L);
            if (listed != count) {
                faults.add(share + ": " + count + " rows, the manifest says " + listed);
            }
        });
        return Check.of("counts", faults, text(held));
    }

    /** The quotas are the plan's size in the plan's ratio; where all turns are taken, their weights are in that ratio. */
    Check ratio() {
        return manifest.isWeighted() ? ratioOfWeights() : ratioOfQuotas();
    }

    private Check ratioOfQuotas() {
        var faults = new ArrayList<String>();
        long sum =
                manifest.quotas().values().stream().mapToLong(Long::longValue).sum();
        if (sum != manifest.size()) {
            faults.add("the quotas add up to " + sum + ", the plan's size is " + manifest.size());
        }
        for (String split : manifest.quotas().keySet().stream()
                .map(ClassOfSplit::split)
                .distinct()
                .toList()) {
            long reasoning = quota(split, Labels.NAMES.get(0));
            double ideal = manifest.reasoningRatio() * (reasoning + quota(split, Labels.NAMES.get(1)));
            if (Math.abs(reasoning - ideal) >= 1) {
                faults.add(split + ": a quota of " + reasoning + " reasoning is not the plan's ratio");
            }
        }
        return Check.of("ratio", faults, manifest.reasoningRatio() + " reasoning in each split");
    }

    private Check ratioOfWeights() {
        List<String> faults = dataset.splits().stream()
                .filter(split -> !split.isNatural())
                .flatMap(split -> WeightsOfSplit.of(split).fault(manifest.reasoningRatio()).stream())
                .toList();
        return Check.of("ratio", faults, manifest.reasoningRatio() + " reasoning in each split, by weight");
    }

    /** Every quota is filled, or the manifest says what is missing. */
    Check quotas() {
        var faults = new ArrayList<String>();
        manifest.quotas().forEach((share, quota) -> {
            long count = manifest.counts().getOrDefault(share, 0L);
            long missing = manifest.shortfalls().getOrDefault(share, 0L);
            if (count + missing != quota || missing < 0) {
                faults.add(share + ": " + count + " of " + quota + ", a shortfall of " + missing + " is stated");
            }
        });
        return Check.of(
                "quotas",
                faults,
                manifest.shortfalls().isEmpty() ? "all filled" : "short, as stated: " + text(manifest.shortfalls()));
    }

    /** The natural splits hold as many rows as the manifest states, and of each class its share. */
    Check prevalence() {
        var faults = new ArrayList<String>();
        dataset.splits().stream().filter(SplitRows::isNatural).forEach(split -> {
            var stated = manifest.prevalence().get(split.split());
            var held = prevalence(split);
            if (!held.equals(stated)) {
                faults.add(split.stem() + ": " + text(held) + ", the manifest states "
                        + (stated == null ? "nothing" : text(stated)));
            }
        });
        return Check.of(
                "natural-prevalence",
                faults,
                manifest.prevalence().entrySet().stream()
                        .map(stated -> stated.getKey() + " " + text(stated.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    /** With the arithmetic of the export, so that equal counts give the same bits. */
    private static DatasetManifest.Prevalence prevalence(SplitRows split) {
        return new DatasetManifest.Prevalence(split.rows().size(), share(split, 0), share(split, 1));
    }

    private static OptionalDouble share(SplitRows split, long label) {
        long count = split.rows().stream()
                .filter(row -> row.label() != null && row.label() == label)
                .count();
        return split.rows().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) count / split.rows().size());
    }

    private static String text(DatasetManifest.Prevalence prevalence) {
        return prevalence.turns() + " turns, " + share(prevalence.reasoning()) + " reasoning and "
                + share(prevalence.others()) + " not";
    }

    private static String share(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.4f", share.getAsDouble()) : "unknown";
    }

    private static String text(Map<ClassOfSplit, Long> numbers) {
        return numbers.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private long quota(String split, String labelName) {
        return manifest.quotas().getOrDefault(new ClassOfSplit(split, labelName), 0L);
    }
}
