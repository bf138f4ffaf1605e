package io.turnstile.producers.chatexport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads fields of JSON whose writer may leave out or change any of them. */
final class Field {

    /** The end of the year 9999: a larger number is no time in milliseconds. */
    private static final long END_MILLIS = 253_402_300_799_999L;

    private Field() {}

    /** The text of a field, or null where it is absent, blank or no text. */
    static String text(JsonNode node, String name) {
        JsonNode field = node.path(name);
        return field.isTextual() && !field.textValue().isBlank() ? field.textValue() : null;
    }

    /** The number of a field, or null where it is absent or no whole number. */
    static Long number(JsonNode node, String name) {
        JsonNode field = node.path(name);
        return field.isNumber() && field.canConvertToLong() ? field.longValue() : null;
    }

    /** A time in epoch milliseconds. */
    static Optional<Instant> epochMillis(JsonNode node, String name) {
        return Optional.ofNullable(number(node, name))
                .filter(millis -> millis > 0 && millis <= END_MILLIS)
                .map(Instant::ofEpochMilli);
    }

    /** A time in ISO-8601, UTC. */
    static Optional<Instant> isoTime(JsonNode node, String name) {
        try {
            return Optional.ofNullable(text(node, name)).map(Instant::parse).filter(time -> time.toEpochMilli() > 0);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
