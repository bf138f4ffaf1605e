package io.turnstile.judge;

/** What became of a request. */
enum Outcome {
    JUDGED,
    RETRACTED,
    FAILED
}
