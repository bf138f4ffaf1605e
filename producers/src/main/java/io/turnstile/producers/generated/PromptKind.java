package io.turnstile.producers.generated;

/** Who wrote a turn's user text. */
enum PromptKind {
    WRITTEN,
    /** Written, and over 20,000 characters. */
    PASTED,
    /** Written, and longer than all parts of a value hold: what is sent is cut. */
    CUT,
    /** Blank: the turn has no text. */
    NONE,
    CONTINUE_ITERATING,
    SLASH_COMMAND,
    TRY_AGAIN,
    /** By a model, for its subagent. */
    DELEGATED;

    boolean isSynthetic() {
        return this == CONTINUE_ITERATING || this == SLASH_COMMAND || this == TRY_AGAIN;
    }
}
