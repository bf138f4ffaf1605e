package io.turnstile.judge;

/** Why a request got no label. None of these is ever turned into one; each is counted, and can be replayed. */
public enum NoLabel {
    /** The model declined to answer. */
    REFUSED,
    /** The server's content filter stopped the question or the answer. */
    FILTERED,
    /** The answer ended at the token limit. */
    TRUNCATED,
    /** The answer is not what was asked for, also after one try to have it mended. */
    UNPARSABLE,
    /** The request does not fit the model's input, however much of it is cut. */
    TOO_LONG,
    /** The budget is spent, and the configuration says to go on without. */
    BUDGET
}
