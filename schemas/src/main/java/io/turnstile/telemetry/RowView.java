package io.turnstile.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The properties and measurements of a row, read as the two stores' readers must: keys without regard to letter case
 * (one store has camelCase, the other lower case), numbers that may be strings and stand on either side, and values
 * over 8,192 characters re-joined from their parts {@code key}, {@code key_02} ... {@code key_50}.
 */
public final class RowView {

    private static final int MAX_PARTS = 50;

    private final Map<String, String> properties;
    private final Map<String, Double> measurements;

    public RowView(Map<String, String> properties, Map<String, Double> measurements) {
        this.properties = properties;
        this.measurements = measurements;
    }

    /** The text under a key, its parts joined, or empty where the key is absent or blank. */
    public Optional<String> text(String key) {
        String first = find(properties, key);
        if (first == null || first.isBlank() && !hasParts(key)) {
            return Optional.empty();
        }
        return Optional.of(hasParts(key) ? joinParts(key, first) : first);
    }

    /** The id under a key, or empty where it is absent, blank or the word "unknown", which clients send for none. */
    public Optional<String> id(String key) {
        return text(key).map(String::strip).filter(id -> !id.equalsIgnoreCase("unknown"));
    }

    /** The number under a key, from the measurements or, as a string, from the properties; empty if it is neither. */
    public OptionalDouble number(String key) {
        Double measured = find(measurements, key);
        if (measured != null) {
            return finite(measured);
        }
        String text = find(properties, key);
        return text == null ? OptionalDouble.empty() : parse(text);
    }

    private boolean hasParts(String key) {
        return find(properties, key + "_02") != null;
    }

    /** Joins the parts up to the first that is missing: what follows a lost part would not be the sender's text. */
    private String joinParts(String key, String first) {
        var joined = new StringBuilder(first);
        for (int part = 2; part <= MAX_PARTS; part++) {
            String next = find(properties, String.format(Locale.ROOT, "%s_%02d", key, part));
            if (next == null) {
                break;
            }
            joined.append(next);
        }
        return joined.toString();
    }

    private static OptionalDouble parse(String text) {
        try {
            return finite(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The stores' own spellings first, because a scan over all keys costs more than two look-ups. */
    private static <V> V find(Map<String, V> values, String key) {
        V exact = values.get(key);
        if (exact != null) {
            return exact;
        }
        V lower = values.get(key.toLowerCase(Locale.ROOT));
        if (lower != null) {
            return lower;
        }
        for (var entry : values.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(key)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
