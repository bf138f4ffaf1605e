package io.turnstile.datasets.views;

/** Why a live turn is in no chat. */
public enum LeftOutTurn {
    /** The client, not the user, wrote its text. The chat goes on behind it. */
    SYNTHETIC,
    /** The user's text was not captured: the chat ends before it. */
    NO_USER_TEXT,
    /** The model's text was not captured: the chat ends before it. */
    NO_MODEL_TEXT,
    /** It follows a turn whose text was not captured. */
    AFTER_A_HOLE
}
