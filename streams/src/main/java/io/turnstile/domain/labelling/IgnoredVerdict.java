package io.turnstile.domain.labelling;

/** Why a verdict changed no label when it arrived. The first that applies counts. */
public enum IgnoredVerdict {
    /** It is of a judge whose labels are not admitted. */
    NOT_ADMITTED,
    /** No request stands: the turn was retracted, or the verdict is ahead of its request. It is kept for a while. */
    NO_REQUEST,
    /** It judged another input than the one that stands: an earlier one, or one that is yet to come. It is kept. */
    OTHER_INPUT,
    /** It says what the verdict that holds says already. */
    DUPLICATE,
    /** Another verdict on the same input holds: a person's, or a later one. */
    OUTRANKED
}
