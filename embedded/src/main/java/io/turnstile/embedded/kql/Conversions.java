package io.turnstile.embedded.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What tolong(), tostring() and their like give. What cannot be converted is null, and the empty string. */
final class Conversions {

    private Conversions() {}

    static Object to(KqlType type, Object value) {
        return switch (type) {
            case BOOL -> bool(value);
            case INT -> integer(value);
            case LONG -> number(value);
            case REAL -> real(value);
            case DECIMAL -> decimal(value);
            case DATETIME -> datetime(value);
            case TIMESPAN -> timespan(value);
            case GUID -> guid(value);
            case STRING -> text(value);
            case DYNAMIC -> dynamic(value);
        };
    }

    /** The value that a dynamic one holds; any other value is itself. */
    private static Object plain(Object value) {
        return value instanceof JsonNode node ? Dynamics.scalar(node) : value;
    }

    static Boolean bool(Object value) {
        Object plain = plain(value);
        if (plain instanceof Boolean bool) {
            return bool;
        }
        if (plain instanceof String text) {
            return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> null;
            };
        }
        return plain instanceof Number number ? (Boolean) (number.doubleValue() != 0) : null;
    }

    static Integer integer(Object value) {
        Long number = number(value);
        return number == null || number.intValue() != number ? null : (Integer) number.intValue();
    }

    static Long number(Object value) {
        Object plain = plain(value);
        if (plain instanceof Long number) {
            return number;
        }
        if (plain instanceof Integer number) {
            return number.longValue();
        }
        if (plain instanceof Double number) {
            // 2^63 itself is the first that does not fit.
            return Math.abs(number) < 0x1p63 ? (Long) number.longValue() : null;
        }
        if (plain instanceof BigDecimal number) {
            return inRange(number.toBigInteger());
        }
        if (plain instanceof Boolean bool) {
            return bool ? 1L : 0L;
        }
        if (plain instanceof Instant time) {
            return Ticks.of(time);
        }
        if (plain instanceof Duration time) {
            return Ticks.of(time);
        }
        return plain instanceof String text ? parseLong(text.strip()) : null;
    }

    private static Long inRange(BigInteger number) {
        return number.bitLength() < 64 ? (Long) number.longValue() : null;
    }

    private static Long parseLong(String text) {
        try {
            if (text.startsWith("0x") || text.startsWith("0X")) {
                return Long.parseUnsignedLong(text.substring(2), 16);
            }
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static Double real(Object value) {
        Object plain = plain(value);
        if (plain instanceof Double number) {
            return number;
        }
        if (plain instanceof Number number) {
            return number.doubleValue();
        }
        if (plain instanceof Boolean bool) {
            return bool ? 1.0 : 0.0;
        }
        return plain instanceof String text ? parseReal(text.strip()) : null;
    }

    private static Double parseReal(String text) {
        switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan":
                return Double.NaN;
            case "inf", "+inf", "infinity":
                return Double.POSITIVE_INFINITY;
            case "-inf", "-infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                break;
        }
        // Double.valueOf would take 1d and 0x1p3 too.
        if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            Long hex = text.startsWith("0x") ? parseLong(text) : null;
            return hex == null ? null : (Double) hex.doubleValue();
        }
        return Double.valueOf(text);
    }

    static BigDecimal decimal(Object value) {
        Object plain = plain(value);
        if (plain instanceof BigDecimal number) {
            return number;
        }
        if (plain instanceof Double number) {
            return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
        }
        if (plain instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        try {
            return plain instanceof String text ? new BigDecimal(text.strip()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static Instant datetime(Object value) {
        Object plain = plain(value);
        if (plain instanceof Instant time) {
            return time;
        }
        if (plain instanceof Long || plain instanceof Integer) {
            return Ticks.datetime(((Number) plain).longValue());
        }
        return plain instanceof String text ? DateTimes.parse(text) : null;
    }

    static Duration timespan(Object value) {
        Object plain = plain(value);
        if (plain instanceof Duration time) {
            return time;
        }
        if (plain instanceof Long || plain instanceof Integer) {
            return Ticks.timespan(((Number) plain).longValue());
        }
        return plain instanceof String text ? Timespans.parse(text) : null;
    }

    static UUID guid(Object value) {
        Object plain = plain(value);
        if (plain instanceof UUID id) {
            return id;
        }
        if (!(plain instanceof String text)) {
            return null;
        }
        String digits = text.strip().replaceAll("[{}()-]", "");
        if (!digits.matches("[0-9a-fA-F]{32}")) {
            return null;
        }
        return new UUID(
                Long.parseUnsignedLong(digits.substring(0, 16), 16), Long.parseUnsignedLong(digits.substring(16), 16));
    }

    /** Never null. */
    static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof JsonNode node) {
            return Dynamics.text(node);
        }
        if (value instanceof Double number) {
            return Reals.format(number);
        }
        if (value instanceof Instant time) {
            return DateTimes.format(time);
        }
        if (value instanceof Duration time) {
            return Timespans.format(time);
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** A text becomes a dynamic string; only parse_json() reads it. */
    static JsonNode dynamic(Object value) {
        return Dynamics.orNull(Dynamics.of(value));
    }

    /** A BigDecimal's equals tells 1.0 from 1.00, and an int is no long: as a key they are one. */
    static Object key(Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof BigDecimal number) {
            return number.setScale(Math.max(0, number.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY);
        }
        return value instanceof Double number && number == 0 ? (Object) 0.0 : value;
    }
}
