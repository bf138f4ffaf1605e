package io.turnstile.producers;

import io.turnstile.producers.redaction.RedactionType;
import java.util.function.Supplier;

/** Shows by JMX what has been committed of a source, and how often which type was redacted in it. */
final class ProducedMetrics {

    private static final String GROUP = "produced";

    private ProducedMetrics() {}

    static JmxGauges show(String source, Supplier<ProducedCounts> committed) {
        var gauges = new JmxGauges(GROUP, source)
                .add("rows", "rows committed", () -> committed.get().rows())
                .add(
                        "dead-letters",
                        "malformed items committed as dead letters",
                        () -> committed.get().malformedInAll())
                .add(
                        "rows-without-turn-key",
                        "rows committed that belong to no turn",
                        () -> committed.get().rowsWithoutTurnKey())
                .add(
                        "redacted",
                        "placeholders in what was committed",
                        () -> committed.get().redactedInAll());
        for (RedactionType type : RedactionType.values()) {
            gauges.add(
                    "redacted-" + type.configurationName(),
                    "placeholders of this type",
                    () -> committed.get().redacted().getOrDefault(type, 0L));
        }
        return gauges;
    }
}
