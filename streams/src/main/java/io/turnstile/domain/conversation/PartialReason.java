package io.turnstile.domain.conversation;

/** Why a conversation is not complete. */
public enum PartialReason {
    /** Every turn that is missing was seen, but ended without its summary (cancelled during a tool, steering, abort). */
    NO_SUMMARY,
    /** Turn 1 was not captured. */
    MISSING_FIRST_TURN,
    /** A later turn was not captured. */
    GAP,
    /** Summaries were captured, but none says its turn's place. */
    NO_TURN_INDEX
}
