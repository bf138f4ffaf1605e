package io.turnstile.producers.generated;

/** Why a live turn of a complete conversation is not judged: the first that applies. */
public enum NotJudgedReason {
    MODE_NOT_TAKEN,
    NO_USER_TEXT,
    SYNTHETIC,
    /** Not a first turn, and its conversation has not 3-20 turns. */
    TURN_COUNT_OUT_OF_RANGE,
    /** Not a first turn, and its responseType is not success. */
    NOT_SUCCESSFUL
}
