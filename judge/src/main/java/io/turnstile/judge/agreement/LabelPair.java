package io.turnstile.judge.agreement;

/**
 * What a case should be labelled and what it was labelled.
 *
 * @param expected 0 or 1, by the golden set
 * @param given 0 or 1, by whoever is measured
 */
public record LabelPair(int expected, int given) {

    /** @throws IllegalArgumentException if a label is neither 0 nor 1 */
    public LabelPair {
        if ((expected | given) >>> 1 != 0) {
            throw new IllegalArgumentException("Labels are 0 or 1, not " + expected + " and " + given);
        }
    }

    boolean isRight() {
        return expected == given;
    }
}
