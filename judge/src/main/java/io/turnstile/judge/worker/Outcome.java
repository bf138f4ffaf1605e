package io.turnstile.judge.worker;

/** What became of a request, told by what was sent. */
enum Outcome {
    JUDGED,
    CACHED,
    RETRACTED,
    FAILED
}
