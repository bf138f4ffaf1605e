package io.turnstile.domain.routing;

/** Why a live turn of a complete conversation is not judged. The first that applies counts. */
public enum NotJudged {
    /** The turn is in a chat mode that is not taken. */
    MODE_NOT_TAKEN,
    /** No text of the user was captured. */
    NO_USER_TEXT,
    /** The client, not the user, wrote the text. */
    SYNTHETIC,
    /** Not a first turn, and the conversation has fewer than 3 or more than 20. */
    TURN_COUNT_OUT_OF_RANGE,
    /** Not a first turn, and it did not end in success. */
    NOT_SUCCESSFUL
}
