package io.turnstile.domain.routing;

/** The datasets that turns are judged for. */
public enum DatasetKind {
    /** Turn 1 of each complete conversation. */
    SESSION,
    /** Every live, successful turn of a complete conversation of 3-20 turns. */
    CONVERSATION
}
