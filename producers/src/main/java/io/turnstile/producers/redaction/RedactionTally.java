package io.turnstile.producers.redaction;

import java.util.EnumMap;
import java.util.Map;

/** Counts what was redacted, by type. */
final class RedactionTally {

    private final Map<RedactionType, Long> counts = new EnumMap<>(RedactionType.class);

    void add(RedactionType type) {
        counts.merge(type, 1L, Long::sum);
    }

    Map<RedactionType, Long> counts() {
        return counts;
    }
}
