package io.turnstile.judge.agreement;

import java.util.List;

/**
 * How far given labels agree with the golden ones.
 *
 * @param confusion of the cases that got a label
 * @param uncoveredZero cases of golden label 0 that got none
 * @param uncoveredOne cases of golden label 1 that got none
 * @param kappaInterval the 95 % interval of kappa
 */
public record Agreement(Confusion confusion, int uncoveredZero, int uncoveredOne, Interval kappaInterval) {

    public static Agreement of(List<LabelPair> pairs, int uncoveredZero, int uncoveredOne) {
        return new Agreement(Confusion.of(pairs), uncoveredZero, uncoveredOne, Bootstrap.ofKappa(pairs));
    }

    /** Cohen's kappa of the cases that got a label. */
    public double kappa() {
        return confusion.kappa();
    }

    /** The share of right labels among those given. */
    public double accuracy() {
        return confusion.accuracy();
    }

    /**
     * The share of a class's cases that got its label. A case without a label counts as missed: whoever passes over what is
     * difficult must not look better for it.
     */
    public double recall(int label) {
        int all = confusion.expected(label) + (label == 0 ? uncoveredZero : uncoveredOne);
        return all == 0 ? 0 : (double) confusion.right(label) / all;
    }

    public int uncovered() {
        return uncoveredZero + uncoveredOne;
    }
}
