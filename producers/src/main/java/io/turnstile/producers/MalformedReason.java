package io.turnstile.producers;

/** Why something that was read or was to be produced is no telemetry row. */
public enum MalformedReason {
    /** The text is not JSON. */
    INVALID_JSON,
    /** The JSON is not an object. */
    NOT_AN_OBJECT,
    /** The row has neither Name nor EventName, or a blank one. */
    NO_EVENT_NAME,
    /** Nothing says when it happened. */
    NO_TIMESTAMP,
    /** A timestamp is neither ISO-8601 nor epoch milliseconds, or is not between the years 1970 and 9999. */
    INVALID_TIMESTAMP,
    /** The timestamp is further ahead of this machine's clock than the broker takes. */
    FUTURE_TIMESTAMP,
    /** Properties is not an object, nor a string that holds one. */
    INVALID_PROPERTIES,
    /** Measurements is not an object, nor a string that holds one. */
    INVALID_MEASUREMENTS,
    /** The line or file is longer than the source's bound. */
    TOO_LONG,
    /** The file is neither a chat export nor a chat replay. */
    NOT_A_CHAT_EXPORT,
    /** The file could not be read. */
    UNREADABLE,
    /** The row is larger than the topic takes. */
    ROW_TOO_LARGE,
    /** The row does not fit the contract's Avro schema. */
    NOT_SERIALIZABLE
}
