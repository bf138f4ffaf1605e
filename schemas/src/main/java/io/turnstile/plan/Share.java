package io.turnstile.plan;

import java.util.Comparator;

/**
 * What is filled to a quota of its own: one class in one split.
 *
 * @param label 0: reasoning; 1: non-reasoning
 */
public record Share(Split split, int label) implements Comparable<Share> {

    private static final Comparator<Share> ORDER =
            Comparator.comparing(Share::split).thenComparingInt(Share::label);

    @Override
    public int compareTo(Share other) {
        return ORDER.compare(this, other);
    }
}
