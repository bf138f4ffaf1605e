package io.turnstile.producers.generated;

/** Why a conversation is neither complete nor partial. */
public enum NotAssembledReason {
    /** None of its live turns is in a taken mode. */
    MODE_NOT_TAKEN,
    /** All of its turns are a subagent's. */
    SUBAGENT_ONLY
}
