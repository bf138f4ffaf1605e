package io.turnstile.datasets.export;

import io.turnstile.plan.Candidate;
import io.turnstile.plan.Cell;
import io.turnstile.plan.Plan;
import io.turnstile.plan.Sample;
import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which turns an export takes: a function of plan and candidates.
 *
 * @param plan by which it was drawn; smaller than the one asked for where it was shrunk
 * @param available by share how many turns there are after caps, in cells that the plan wants; in all where all are taken
 * @param sample what the plan draws
 * @param capped all turns after caps by split, in the order of the draw
 * @param isWeighted whether all of them are taken, with weights
 */
record Draw(
        Plan plan,
        SortedMap<Share, Integer> available,
        Sample sample,
        SortedMap<Split, List<Candidate>> capped,
        boolean isWeighted) {

    /** Draws. @param candidates those of the plan's pool, as members of their clusters */
    static Draw of(Plan plan, Collection<Candidate> candidates, boolean isWeighted) {
        Sample sample = Sample.of(plan, candidates);
        var capped = new TreeMap<Split, List<Candidate>>();
        for (Split split : Split.values()) {
            capped.put(split, List.of());
        }
        capped.putAll(Sample.capped(plan.pool(), candidates).stream()
                .sorted()
                .collect(Collectors.groupingBy(Candidate::split)));
        return new Draw(
                plan,
                available(plan, sample, isWeighted),
                sample,
                Collections.unmodifiableSortedMap(capped),
                isWeighted);
    }

    private static SortedMap<Share, Integer> available(Plan plan, Sample sample, boolean isWeighted) {
        var available = new TreeMap<Share, Integer>();
        sample.available()
                .forEach((share, cells) -> available.put(
                        share,
                        cells.entrySet().stream()
                                .filter(cell -> isWeighted || plan.weights().of(cell.getKey()) > 0)
                                .mapToInt(cell -> cell.getValue())
                                .sum()));
        return available;
    }

    /** How many each class of each split is to have: the plan's quotas, or all that there are where all are taken. */
    SortedMap<Share, Integer> quotas() {
        if (!isWeighted) {
            return plan.quotas();
        }
        var all = new TreeMap<Share, Integer>();
        plan.quotas().keySet().forEach(share -> all.put(share, taken(share)));
        return all;
    }

    /** The rows of a split, in their order. */
    List<Candidate> rows(Split split) {
        if (isWeighted) {
            return capped.get(split);
        }
        return sample.drawn().entrySet().stream()
                .filter(drawn -> drawn.getKey().split() == split)
                .flatMap(drawn -> drawn.getValue().stream())
                .sorted()
                .toList();
    }

    /** How many of a share are taken. */
    int taken(Share share) {
        return isWeighted
                ? (int) capped.get(share.split()).stream()
                        .filter(candidate -> candidate.share().equals(share))
                        .count()
                : sample.drawn().get(share).size();
    }

    /** How many of a share are taken of each cell. */
    Map<Cell, Long> takenByCell(Share share) {
        return rows(share.split()).stream()
                .filter(candidate -> candidate.share().equals(share))
                .collect(Collectors.groupingBy(Candidate::cell, Collectors.counting()));
    }

    /** The rows of a split at its natural prevalence: the first by draw, as many as the balanced split has at most. */
    List<Candidate> naturalRows(Split split) {
        int size = plan.quotas().entrySet().stream()
                .filter(quota -> quota.getKey().split() == split)
                .mapToInt(quota -> quota.getValue())
                .sum();
        return capped.get(split).stream().limit(size).toList();
    }

    /** What each row of a share counts. */
    SortedMap<Share, Double> weights() {
        var weights = new TreeMap<Share, Double>();
        plan.quotas().keySet().forEach(share -> weights.put(share, weight(share)));
        return weights;
    }

    /**
     * 1, or what makes the weighted shares of the classes the plan's ratio and the mean of
     * a split 1. Where a split has one class only, no weight can mend it, and it is 1.
     */
    private double weight(Share share) {
        int ofClass = taken(share);
        int ofOther = taken(new Share(share.split(), 1 - share.label()));
        if (!isWeighted || ofClass == 0 || ofOther == 0) {
            return 1;
        }
        int parts = share.label() == 0 ? plan.ratio().reasoning() : plan.ratio().nonReasoning();
        double wanted =
                (double) parts / (plan.ratio().reasoning() + plan.ratio().nonReasoning());
        return wanted * (ofClass + ofOther) / ofClass;
    }

    /** What is missing to the quotas, by share; without shares of which nothing is. */
    SortedMap<Share, Integer> shortfalls() {
        var shortfalls = new TreeMap<Share, Integer>();
        quotas().forEach((share, quota) -> {
            if (taken(share) < quota) {
                shortfalls.put(share, quota - taken(share));
            }
        });
        return shortfalls;
    }
}
