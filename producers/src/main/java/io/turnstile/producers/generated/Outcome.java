package io.turnstile.producers.generated;

/** What conversation assembly must make of a conversation. */
public enum Outcome {
    COMPLETE,
    PARTIAL,
    NOT_ASSEMBLED
}
