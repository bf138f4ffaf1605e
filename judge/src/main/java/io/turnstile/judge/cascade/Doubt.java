package io.turnstile.judge.cascade;

/** Why one vote is not enough. */
public enum Doubt {
    /** The model is less sure than it must be. */
    LOW_CONFIDENCE,
    /** The score is the threshold itself: one less, and the label were the other. */
    ON_THE_BOUNDARY,
    /** The offline rubric gives the other label, and a score that is far away. */
    RUBRIC_DISAGREES,
    /** What was judged seems to address the judge. */
    INJECTION_SUSPECTED
}
