package io.turnstile.streams;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row of a log, told apart from the try that sends it: its ids have no prefix yet, and its time no base.
 *
 * @param second when it happened, in seconds from the log's base; null for a row without either timestamp
 * @param event the event's name without its publisher's
 * @param ids what names a turn or a conversation
 * @param fields all else
 * @param shape which store it comes from
 * @param deliveries when it is sent, once or more often
 */
record LogRow(
        Integer second,
        String event,
        SortedMap<String, String> ids,
        SortedMap<String, String> fields,
        Shape shape,
        List<Delivery> deliveries) {

    /** The two shapes of rows, see {@link TelemetryRow}. */
    enum Shape {
        STAFF,
        PRODUCT
    }

    /** Numbers may be strings, so that only the staff's rows have measurements. */
    private static final List<String> NUMBERS =
            List.of("turnIndex", "numRequests", "turnDuration", "promptTokens", "turn");

    TelemetryRow row(String prefix, Instant base) {
        var properties = new TreeMap<String, String>();
        var measurements = new TreeMap<String, Double>();
        ids.forEach((key, id) -> properties.put(spelled(key), id.equals("unknown") ? id : prefix + id));
        fields.forEach((key, value) -> {
            if (shape == Shape.STAFF && NUMBERS.contains(key)) {
                measurements.put(key, Double.valueOf(value));
            } else {
                properties.put(spelled(key), value);
            }
        });
        Instant at = second == null ? null : base.plusSeconds(second);
        String name = "GitHub.copilot-chat/" + event;
        return new TelemetryRow(
                shape == Shape.STAFF ? name : name.toLowerCase(Locale.ROOT),
                at == null || shape == Shape.STAFF ? at : at.plusSeconds(2),
                shape == Shape.STAFF ? null : at,
                properties,
                measurements,
                new RowOrigin("test", "log"));
    }

    private String spelled(String key) {
        return shape == Shape.STAFF ? key : key.toLowerCase(Locale.ROOT);
    }

    /** One line: a failure is read, not decoded. */
    @Override
    public String toString() {
        return String.format("%6s s  %-29s %s %s %s", second, event, ids, fields, shape == Shape.STAFF ? "" : shape)
                .stripTrailing();
    }

    static SortedMap<String, String> sorted(Map<String, String> map) {
        return new TreeMap<>(map);
    }
}
