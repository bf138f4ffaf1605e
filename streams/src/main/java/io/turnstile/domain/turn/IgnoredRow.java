package io.turnstile.domain.turn;

/** Why a row takes no part in assembly. None of these is an error; each is counted. */
public enum IgnoredRow {
    /** An event that no rule reads: releases add events freely. */
    UNKNOWN_EVENT,
    /** A known event that says nothing about a turn which the events in use do not say better. */
    EVENT_NOT_USED,
    /** No id says which turn the row belongs to. */
    NO_TURN_KEY,
    /** Neither clock says when it happened, so it cannot be ordered. */
    NO_TIMESTAMP,
    /** Text that is neither a user's nor a model's. */
    UNKNOWN_TEXT_SOURCE,
    /** The turn's rows so far name no conversation: background calls (titles, commit messages) never do. */
    NO_CONVERSATION_ID
}
