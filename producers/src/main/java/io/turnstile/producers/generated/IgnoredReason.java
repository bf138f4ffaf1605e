package io.turnstile.producers.generated;

/** Why turn assembly must ignore a row: the first that applies. */
public enum IgnoredReason {
    /** The event's name is not one of those known. */
    UNKNOWN_EVENT,
    /** The event is known, but nothing is assembled from it. */
    EVENT_NOT_USED,
    /** No id names a turn. */
    NO_TURN_KEY,
    /** No row of the turn names a conversation. */
    NO_CONVERSATION_ID
}
