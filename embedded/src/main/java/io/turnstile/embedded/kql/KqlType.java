package io.turnstile.embedded.kql;

/** A scalar type of KQL, and the Java type of its values. Every type has null, but a string, which is never null. */
public enum KqlType {
    /** Boolean. */
    BOOL,
    /** Integer. */
    INT,
    /** Long. */
    LONG,
    /** Double, with NaN and the infinities. */
    REAL,
    /** BigDecimal. */
    DECIMAL,
    /** java.time.Instant, in whole ticks of 100 ns. */
    DATETIME,
    /** java.time.Duration, in whole ticks of 100 ns. */
    TIMESPAN,
    /** java.util.UUID. */
    GUID,
    /** String. */
    STRING,
    /** Jackson's JsonNode; a JSON null is Java's null. */
    DYNAMIC
}
