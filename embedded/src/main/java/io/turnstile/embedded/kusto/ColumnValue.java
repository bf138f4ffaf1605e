package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlType;
import io.turnstile.embedded.kql.Timespans;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A value as a column holds it, from what somebody ingests: of the column's own Java type, or its text. */
final class ColumnValue {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int NANOS_A_TICK = 100;

    private ColumnValue() {}

    /**
     * Total, but for a value that the column cannot hold.
     *
     * @param given null is null, but in a string column, which has none: there it is empty. Text in a dynamic column is
     *     JSON; a JSON string is given as Jackson's node
     * @throws IllegalArgumentException if the column cannot hold it; the message does not quote the value
     */
    static Object of(KqlColumn column, Object given) {
        try {
            return column.type() == KqlType.DYNAMIC
                    ? dynamic(given)
                    : scalar(column, given instanceof JsonNode node ? plain(node) : given);
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException | JsonProcessingException e) {
            throw new IllegalArgumentException("Column " + column.name() + " is of type "
                    + column.type().name().toLowerCase(Locale.ROOT) + " and cannot hold a value of "
                    + given.getClass().getSimpleName() + " that was given. Give it as " + column.type() + " wants it.");
        }
    }

    private static Object scalar(KqlColumn column, Object given) {
        if (given == null) {
            return column.type() == KqlType.STRING ? "" : null;
        }
        String text = given.toString();
        return switch (column.type()) {
            case BOOL -> bool(text);
            case INT -> new BigDecimal(text).intValueExact();
            case LONG -> new BigDecimal(text).longValueExact();
            case REAL -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATETIME -> wholeTicks(given instanceof Instant time ? time : Instant.parse(text));
            case TIMESPAN -> given instanceof Duration span ? wholeTicks(span) : Timespans.require(text);
            case GUID -> UUID.fromString(text);
            case STRING, DYNAMIC -> text;
        };
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static JsonNode dynamic(Object given) throws JsonProcessingException {
        JsonNode node = given instanceof CharSequence text ? JSON.readTree(text.toString()) : JSON.valueToTree(given);
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }

    private static Object plain(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        return node.isContainerNode() ? node.toString() : node.asText();
    }

    private static Instant wholeTicks(Instant time) {
        return time.minusNanos(time.getNano() % NANOS_A_TICK);
    }

    private static Duration wholeTicks(Duration span) {
        return span.minusNanos(span.getNano() % NANOS_A_TICK);
    }
}
