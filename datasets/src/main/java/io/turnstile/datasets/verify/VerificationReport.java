package io.turnstile.datasets.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the checks of a dataset came to, in the order in which they were made. */
public record VerificationReport(List<Check> checks) {

    public VerificationReport {
        checks = List.copyOf(checks);
    }

    /** Whether all passed. */
    public boolean isPassed() {
        return checks.stream().allMatch(Check::isPassed);
    }

    /** A line a check, each ended by a line feed. */
    public String text() {
        return checks.stream()
                .map(check -> String.format(
                        Locale.ROOT,
                        "%-22s  %-4s  %s%n",
                        check.name(),
                        check.isPassed() ? "ok" : "FAIL",
                        check.found()))
                .collect(Collectors.joining())
                .replace(System.lineSeparator(), "\n");
    }

    /** An object with {@code passed} and {@code checks}. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("passed", isPassed());
        var array = json.putArray("checks");
        checks.forEach(check -> array.addObject()
                .put("name", check.name())
                .put("passed", check.isPassed())
                .put("found", check.found()));
        return json;
    }
}
