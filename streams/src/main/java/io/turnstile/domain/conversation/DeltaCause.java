package io.turnstile.domain.conversation;

/** Why a prompt shrank. */
public enum DeltaCause {
    /** The history was summarised between the two calls. */
    SUMMARIZED,
    /** Another model answered: it counts otherwise and has another window. */
    MODEL_SWITCH
}
