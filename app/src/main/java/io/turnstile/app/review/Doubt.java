package io.turnstile.app.review;

/** Why a label is worth a person's look. */
enum Doubt {
    /** Not all votes were for the label. */
    SPLIT_VOTES,
    /** The judge is less sure than is asked for. */
    LOW_CONFIDENCE,
    /** The judged text seems to address the judge. */
    INJECTION_SUSPECTED,
    /** The offline rubric's label is another, and its score is two or more away. */
    RUBRIC_DISAGREES
}
