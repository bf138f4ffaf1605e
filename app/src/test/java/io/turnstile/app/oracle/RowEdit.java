package io.turnstile.app.oracle;

import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;

/** A copy of a row that is changed field by field, whatever spelling its store has for them. */
final class RowEdit {

    private final TelemetryRow row;
    private final TreeMap<String, String> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final TreeMap<String, Double> measurements = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Instant serverTimestamp;
    private Instant clientTimestamp;

    private RowEdit(TelemetryRow row) {
        this.row = row;
        properties.putAll(row.getProperties());
        measurements.putAll(row.getMeasurements());
        serverTimestamp = row.getServerTimestamp();
        clientTimestamp = row.getClientTimestamp();
    }

    static RowEdit of(TelemetryRow row) {
        return new RowEdit(row);
    }

    /** The event without its publisher, in lower case. */
    String event() {
        String name = row.getEventName();
        return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** Null where there is none. */
    String text(String key) {
        return properties.get(key);
    }

    /** @param value null takes the field away */
    RowEdit text(String key, String value) {
        if (value == null) {
            properties.remove(key);
        } else {
            properties.put(key, value);
        }
        return this;
    }

    /** @param value null takes the field away, on whichever side it stands */
    RowEdit number(String key, Number value) {
        properties.remove(key);
        if (value == null) {
            measurements.remove(key);
        } else {
            measurements.put(key, value.doubleValue());
        }
        return this;
    }

    RowEdit later(long millis) {
        return times(time -> time.plusMillis(millis));
    }

    RowEdit times(UnaryOperator<Instant> change) {
        serverTimestamp = serverTimestamp == null ? null : change.apply(serverTimestamp);
        clientTimestamp = clientTimestamp == null ? null : change.apply(clientTimestamp);
        return this;
    }

    RowEdit keys(UnaryOperator<String> spelling) {
        respell(properties, spelling);
        respell(measurements, spelling);
        return this;
    }

    RowEdit numbersAsText(DoubleFunction<String> form) {
        measurements.forEach((key, number) -> properties.put(key, form.apply(number)));
        measurements.clear();
        return this;
    }

    /** Half a surrogate pair at a cut becomes a star: the producer mends cut pairs before the topic that is read here. */
    RowEdit wholeCharacters() {
        properties.replaceAll((key, value) -> wholeAtEnds(value));
        return this;
    }

    TelemetryRow row() {
        return new TelemetryRow(
                row.getEventName(),
                serverTimestamp,
                clientTimestamp,
                new HashMap<>(properties),
                new HashMap<>(measurements),
                row.getOrigin());
    }

    private static <V> void respell(Map<String, V> values, UnaryOperator<String> spelling) {
        var respelt = new HashMap<String, V>();
        values.forEach((key, value) -> respelt.put(spelling.apply(key), value));
        values.clear();
        values.putAll(respelt);
    }

    private static String wholeAtEnds(String value) {
        if (value.isEmpty()) {
            return value;
        }
        String start = Character.isLowSurrogate(value.charAt(0)) ? "*" + value.substring(1) : value;
        int last = start.length() - 1;
        return Character.isHighSurrogate(start.charAt(last)) ? start.substring(0, last) + "*" : start;
    }
}
