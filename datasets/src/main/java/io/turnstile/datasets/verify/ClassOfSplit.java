package io.turnstile.datasets.verify;

import java.util.Comparator;

/** A class in a split: what has a quota of its own. */
record ClassOfSplit(String split, String labelName) implements Comparable<ClassOfSplit> {

    private static final Comparator<ClassOfSplit> ORDER =
            Comparator.comparing(ClassOfSplit::split).thenComparing(ClassOfSplit::labelName);

    @Override
    public int compareTo(ClassOfSplit other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return split + " " + labelName;
    }
}
