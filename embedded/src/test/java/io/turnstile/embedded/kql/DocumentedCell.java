package io.turnstile.embedded.kql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** A cell of a table of the documentation: a text, of which only the value counts. */
record DocumentedCell(String text) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /** The documentation shows 15 digits, and rounds the last ones. */
    private static final double TOLERANCE = 1e-13;

    boolean shows(Object value) {
        String shown = plain(text);
        if (value == null) {
            return shown.isEmpty() || shown.equals("null");
        }
        if (value instanceof String string) {
            return shown.equals(string) || shown.equals(plain(string)) || text.equals(string);
        }
        if (value instanceof Boolean bool) {
            return shown.equalsIgnoreCase(bool.toString()) || shown.equals(bool ? "1" : "0");
        }
        if (value instanceof Number number) {
            return isNumber(shown, number);
        }
        if (value instanceof Instant time) {
            return time.equals(DateTimes.parse(shown));
        }
        if (value instanceof Duration time) {
            return time.equals(Timespans.parse(shown));
        }
        return value instanceof JsonNode node ? isJson(shown, node) : shown.equals(value.toString());
    }

    private static String plain(String text) {
        return text.replace("<br>", " ")
                .replace("&nbsp;", " ")
                .replace("`", "")
                .replace("\t", " ")
                .strip();
    }

    private static boolean isNumber(String shown, Number number) {
        try {
            return isNear(new BigDecimal(shown.replace(",", "")).doubleValue(), number.doubleValue());
        } catch (NumberFormatException e) {
            return shown.equals(Conversions.text(number));
        }
    }

    private static boolean isNear(double a, double b) {
        return a == b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }

    private static boolean isJson(String shown, JsonNode node) {
        if (node.isTextual() && shown.equals(node.textValue())) {
            return true;
        }
        try {
            return isSame(JSON.readTree(shown), node);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isSame(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return isNear(a.doubleValue(), b.doubleValue());
        }
        if (a.isArray() && b.isArray() && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                if (!isSame(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isObject() && b.isObject() && a.size() == b.size()) {
            return a.properties().stream()
                    .allMatch(field -> b.has(field.getKey()) && isSame(field.getValue(), b.get(field.getKey())));
        }
        return a.equals(b);
    }
}
