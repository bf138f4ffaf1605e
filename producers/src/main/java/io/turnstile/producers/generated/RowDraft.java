package io.turnstile.producers.generated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row's event name, time and values before a store's shape is given to it. Absent values leave no key. */
final class RowDraft {

    private final String event;
    private final long at;
    private final IgnoredReason ignored;

    // Insertion order makes the rows' bytes the same in every run.
    private final Map<String, String> properties = new LinkedHashMap<>(32);
    private final Map<String, Double> numbers = new LinkedHashMap<>(16);

    private RowDraft(String event, long at, IgnoredReason ignored) {
        this.event = event;
        this.at = at;
        this.ignored = ignored;
    }

    /** A row that is assembled from. */
    static RowDraft used(String event, long at) {
        return new RowDraft(event, at, null);
    }

    static RowDraft ignored(String event, long at, IgnoredReason reason) {
        return new RowDraft(event, at, reason);
    }

    RowDraft text(String key, String value) {
        if (value != null) {
            properties.put(key, value);
        }
        return this;
    }

    /** A value in the parts that {@link SplitText} gives. */
    RowDraft parts(String key, List<String> parts) {
        return parts(key, parts, 0);
    }

    /** @param missing the number, from 1, of a part that is left out; 0 for none */
    RowDraft parts(String key, List<String> parts, int missing) {
        for (int i = 0; i < parts.size(); i++) {
            if (i + 1 != missing) {
                properties.put(SplitText.key(key, i + 1), parts.get(i));
            }
        }
        return this;
    }

    RowDraft number(String key, Number value) {
        if (value != null) {
            numbers.put(key, value.doubleValue());
        }
        return this;
    }

    String event() {
        return event;
    }

    long at() {
        return at;
    }

    IgnoredReason ignored() {
        return ignored;
    }

    Map<String, String> properties() {
        return properties;
    }

    Map<String, Double> numbers() {
        return numbers;
    }
}
