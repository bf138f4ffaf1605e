package io.turnstile.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is drawn from the labelled turns.
 *
 * @param name of the plan, and of its topic {@code balanced.<name>}
 * @param pool what it draws from
 * @param size turns in all splits together
 * @param ratio of the classes, in each split
 * @param weights of strata and positions, in each class
 */
public record Plan(String name, Pool pool, int size, Ratio ratio, Weights weights) {

    private static final int WHOLE = 100;

    /** @throws IllegalArgumentException if the size is less than 1 */
    public Plan {
        if (size < 1) {
            throw new IllegalArgumentException("A plan's size is at least 1, not " + size);
        }
    }

    /** The quota of each class in each split. What does not divide goes to training, and there to label 1. */
    public SortedMap<Share, Integer> quotas() {
        int validation = part(Split.VALIDATION);
        int test = part(Split.TEST);
        var quotas = new TreeMap<Share, Integer>();
        put(quotas, Split.TRAIN, size - validation - test);
        put(quotas, Split.VALIDATION, validation);
        put(quotas, Split.TEST, test);
        return Collections.unmodifiableSortedMap(quotas);
    }

    private int part(Split split) {
        return (int) ((long) size * split.share() / WHOLE);
    }

    private void put(SortedMap<Share, Integer> quotas, Split split, int turns) {
        quotas.put(new Share(split, 0), ratio.of(turns, 0));
        quotas.put(new Share(split, 1), ratio.of(turns, 1));
    }
}
