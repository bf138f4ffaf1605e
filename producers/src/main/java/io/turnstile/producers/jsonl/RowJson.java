package io.turnstile.producers.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.producers.MalformedReason;
import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * From a JSON object to a row, in both shapes of table: AppEvents (TimeGenerated, Name, Properties, Measurements) and
 * RawEventsVSCodeExt (ServerTimestamp, ClientTimestamp, EventName, Properties, Measures). No other column is taken;
 * VSCodeSessionId and DevDeviceId, which tell who the user is, least of all.
 */
public final class RowJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A number that becomes a property keeps its digits.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Narrower than what Java parses, which takes 1d and 0x1p3 for numbers. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    private RowJson() {}

    static TelemetryRow read(byte[] json, RowOrigin origin) throws MalformedRowException {
        return read(object(json), origin);
    }

    /**
     * The row of a JSON object.
     *
     * @param row an object; columns by name, in any letter case
     * @throws MalformedRowException if it is no row
     */
    public static TelemetryRow read(JsonNode row, RowOrigin origin) throws MalformedRowException {
        var columns = new Columns(row);
        String name = columns.first("Name", "EventName")
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .orElseThrow(() -> new MalformedRowException(
                        MalformedReason.NO_EVENT_NAME, "neither Name nor EventName holds a name"));
        Instant server = timestamp(columns, "TimeGenerated", "ServerTimestamp");
        Instant client = timestamp(columns, "ClientTimestamp");
        if (server == null && client == null) {
            throw new MalformedRowException(
                    MalformedReason.NO_TIMESTAMP,
                    "none of TimeGenerated, ServerTimestamp and ClientTimestamp is there");
        }
        var properties = properties(columns);
        return TelemetryRow.newBuilder()
                .setEventName(name)
                .setServerTimestamp(server)
                .setClientTimestamp(client)
                .setMeasurements(measurements(columns, properties))
                .setProperties(properties)
                .setOrigin(origin)
                .build();
    }

    private static JsonNode object(byte[] json) throws MalformedRowException {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // The exception's message quotes the text; its location does not.
            var location = e.getLocation();
            throw new MalformedRowException(
                    MalformedReason.INVALID_JSON,
                    location == null ? "no JSON" : "no JSON from column " + location.getColumnNr());
        } catch (IOException e) {
            throw new MalformedRowException(MalformedReason.INVALID_JSON, "no UTF-8");
        }
        if (!node.isObject()) {
            throw new MalformedRowException(
                    MalformedReason.NOT_AN_OBJECT, "the line is " + node.getNodeType() + ", not an object");
        }
        return node;
    }

    private static Instant timestamp(Columns columns, String... names) throws MalformedRowException {
        Optional<JsonNode> value = columns.first(names);
        if (value.isEmpty()) {
            return null;
        }
        return Timestamp.of(value.get())
                .orElseThrow(() -> new MalformedRowException(
                        MalformedReason.INVALID_TIMESTAMP,
                        String.join(" or ", names) + " is no time from 1970 on: ISO-8601 or epoch milliseconds"));
    }

    private static Map<String, String> properties(Columns columns) throws MalformedRowException {
        var properties = new HashMap<String, String>();
        values(columns, MalformedReason.INVALID_PROPERTIES, "Properties").forEach((key, value) -> {
            if (!value.isNull()) {
                properties.put(key, text(value));
            }
        });
        return properties;
    }

    /** The numbers; what is none becomes a property, unless there is one of that name. */
    private static Map<String, Double> measurements(Columns columns, Map<String, String> properties)
            throws MalformedRowException {
        var measurements = new HashMap<String, Double>();
        values(columns, MalformedReason.INVALID_MEASUREMENTS, "Measurements", "Measures")
                .forEach((key, value) -> {
                    var number = number(value);
                    if (number.isPresent()) {
                        measurements.put(key, number.getAsDouble());
                    } else if (!value.isNull()) {
                        properties.putIfAbsent(key, text(value));
                    }
                });
        return measurements;
    }

    private static Map<String, JsonNode> values(Columns columns, MalformedReason reason, String... names)
            throws MalformedRowException {
        JsonNode value = columns.first(names).orElse(null);
        if (value == null) {
            return Map.of();
        }
        JsonNode object = value.isTextual() ? nested(value.textValue()) : value;
        if (object.isNull()) {
            return Map.of();
        }
        if (!object.isObject()) {
            throw new MalformedRowException(reason, String.join(" or ", names) + " holds no JSON object");
        }
        var values = new HashMap<String, JsonNode>();
        object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    /** A missing node where the text is not JSON. */
    private static JsonNode nested(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static OptionalDouble number(JsonNode value) {
        double number = value.isNumber()
                        || value.isTextual()
                                && NUMBER.matcher(value.textValue().strip()).matches()
                ? Double.parseDouble(value.asText().strip())
                : Double.NaN;
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
