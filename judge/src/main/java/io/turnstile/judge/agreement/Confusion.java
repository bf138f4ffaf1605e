package io.turnstile.judge.agreement;

import java.util.Collection;

/**
 * How often which label was given for which: the first word is the golden label, the second the given one. 0 is
 * reasoning.
 */
public record Confusion(int zeroZero, int zeroOne, int oneZero, int oneOne) {

    public static Confusion of(Collection<LabelPair> pairs) {
        int[] counts = new int[4];
        pairs.forEach(pair -> counts[2 * pair.expected() + pair.given()]++);
        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    public int total() {
        return zeroZero + zeroOne + oneZero + oneOne;
    }

    /** The share of right labels, 0 to 1; 0 where there are none at all. */
    public double accuracy() {
        return share(zeroZero + oneOne, total());
    }

    /** How many have this golden label. */
    public int expected(int label) {
        return label == 0 ? zeroZero + zeroOne : oneZero + oneOne;
    }

    /** How many were rightly given this label. */
    public int right(int label) {
        return label == 0 ? zeroZero : oneOne;
    }

    /** The share of a golden label's cases that were given it, 0 to 1; 0 where there are none. */
    public double recall(int label) {
        return share(right(label), expected(label));
    }

    /** The share that was labelled 0, reasoning. */
    public double reasoningShare() {
        return share(zeroZero + oneZero, total());
    }

    /**
     * Cohen's kappa, agreement beyond chance: (observed - expected) / (1 - expected), where expected is the agreement of
     * two who give their labels as often and independently (J. Cohen, 1960). 1 is full agreement, 0 is what chance gives.
     * It is 0 where chance alone already agrees on everything, because all have one label: nothing is shown then.
     */
    public double kappa() {
        double zeros = share(expected(0), total());
        double byChance = zeros * reasoningShare() + (1 - zeros) * (1 - reasoningShare());
        return total() == 0 || byChance >= 1 ? 0 : (accuracy() - byChance) / (1 - byChance);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
