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
    private static final String SECOND_PART = "_02";

    private final Map<String, String> properties;
    private final Map<String, Double> measurements;

    /** Whether any value is split. Hardly a row has one, and looking for the parts of every key read would cost most. */
    private final boolean hasParts;

    public RowView(Map<String, String> properties, Map<String, Double> measurements) {
        this.properties = properties;
        this.measurements = measurements;
        this.hasParts = hasParts(properties);
    }

    /** The text under a key, its parts joined, or empty where the key is absent or the whole is blank. */
    public Optional<String> text(String key) {
        String first = find(properties, key);
        if (first == null) {
            return Optional.empty();
        }
        String whole = hasParts ? joinParts(key, first) : first;
        return whole.isBlank() ? Optional.empty() : Optional.of(whole);
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

    private static boolean hasParts(Map<String, String> properties) {
        for (String key : properties.keySet()) {
            if (key.endsWith(SECOND_PART)) {
                return true;
            }
        }
        return false;
    }

    /** Joins the parts up to the first that is missing: what follows a lost part would not be the sender's text. */
    private String joinParts(String key, String first) {
        var joined = new StringBuilder(first);
        for (int part = 2; part <= MAX_PARTS; part++) {
            String next = find(properties, key + (part < 10 ? "_0" : "_") + part);
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

    /**
     * The exact spelling first; of others, all lower case before any other. One pass finds both: most keys that are not
     * there in the exact spelling are not there at all, and most entries differ from them in length.
     */
    private static <V> V find(Map<String, V> values, String key) {
        V exact = values.get(key);
        return exact != null ? exact : findOtherSpelling(values, key);
    }

    private static <V> V findOtherSpelling(Map<String, V> values, String key) {
        V found = null;
        for (var entry : values.entrySet()) {
            if (!entry.getKey().equalsIgnoreCase(key)) {
                continue;
            }
            if (entry.getKey().equals(key.toLowerCase(Locale.ROOT))) {
                return entry.getValue();
            }
            found = found == null ? entry.getValue() : found;
        }
        return found;
    }
}
