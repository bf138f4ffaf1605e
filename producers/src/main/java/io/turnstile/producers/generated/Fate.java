package io.turnstile.producers.generated;

/** What telemetry kept of a turn. */
enum Fate {
    CAPTURED,
    /** Every row but its toolCallDetails. */
    WITHOUT_SUMMARY,
    /** No row. */
    LOST
}
