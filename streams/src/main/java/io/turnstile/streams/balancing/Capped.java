package io.turnstile.streams.balancing;

/** Why a candidate is not drawn from, though it is offered. */
enum Capped {
    /** As many turns of its conversation go on as may, and come before it by draw. */
    PER_CONVERSATION,
    /** As many turns of its text go on as may, and come before it by draw, or the first of them is of another split. */
    PER_TEXT
}
