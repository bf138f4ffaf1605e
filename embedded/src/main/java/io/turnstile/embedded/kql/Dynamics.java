package io.turnstile.embedded.kql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Values of type dynamic. A datetime, timespan or guid inside one is its text, where Kusto keeps the type until the
 * value is serialised.
 */
final class Dynamics {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Dynamics() {}

    /** What parse_json() gives: a text that is no JSON is a dynamic string, an empty one is null. */
    static JsonNode parse(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return orNull(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /** The JSON null and what is missing are Java's null. */
    static JsonNode orNull(JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }

    /** Java's null is a JSON null inside an array or a bag. */
    static JsonNode orJsonNull(JsonNode node) {
        return node == null ? NullNode.instance : node;
    }

    /** A value as it stands inside an array or a bag. */
    static JsonNode of(Object value) {
        if (value == null) {
            return NullNode.instance;
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        }
        return value instanceof Boolean bool ? NODES.booleanNode(bool) : number(value);
    }

    private static JsonNode number(Object value) {
        if (value instanceof Integer number) {
            return NODES.numberNode(number.longValue());
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        // Inside a dynamic value Kusto keeps these as texts.
        return TextNode.valueOf(Conversions.text(value));
    }

    /** The scalar that a dynamic value holds: itself where it holds an array or a bag. */
    static Object scalar(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.isNumber() ? (Object) node.doubleValue() : node;
    }

    /** The text that tostring() gives. */
    static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : json(node);
    }

    /** The text as JSON: as Kusto writes it, without spaces. */
    static String json(JsonNode node) {
        return node.toString();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static ObjectNode bag() {
        return NODES.objectNode();
    }

    /** What gettype() gives. */
    static String typeOf(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof JsonNode node) {
            return switch (node.getNodeType()) {
                case ARRAY -> "array";
                case OBJECT -> "dictionary";
                case STRING -> "string";
                case BOOLEAN -> "bool";
                case NUMBER -> node.isIntegralNumber() ? "long" : "double";
                default -> "null";
            };
        }
        return scalarTypeOf(value);
    }

    private static String scalarTypeOf(Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof Integer) {
            return "int";
        }
        if (value instanceof Long) {
            return "long";
        }
        if (value instanceof Double) {
            return "double";
        }
        if (value instanceof Instant) {
            return "datetime";
        }
        if (value instanceof Duration) {
            return "timespan";
        }
        return value instanceof UUID ? "guid" : value instanceof BigDecimal ? "decimal" : "dynamic";
    }
}
