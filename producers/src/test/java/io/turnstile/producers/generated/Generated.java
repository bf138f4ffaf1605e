package io.turnstile.producers.generated;

import io.turnstile.config.Settings;
import io.turnstile.producers.SourceItem;
import io.turnstile.schema.TelemetryRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Rows and truth of a whole run, for tests. */
record Generated(List<TelemetryRow> rows, GroundTruth truth, int lookAhead) {

    static Generated of(Map<String, String> flags) {
        var rows = new ArrayList<TelemetryRow>();
        var source = new GeneratedTelemetry(configuration(flags));
        drain(source, rows::add);
        return new Generated(rows, source.groundTruth(), source.lookAhead());
    }

    static void drain(GeneratedTelemetry source, Consumer<TelemetryRow> consumer) {
        source.items().forEachRemaining(item -> consumer.accept(((SourceItem.Row) item).row()));
    }

    /** Flags without their prefix, over the defaults. */
    static GeneratorConfiguration configuration(Map<String, String> flags) {
        var prefixed = new HashMap<String, String>();
        flags.forEach((key, value) -> prefixed.put("generator." + key, value));
        return GeneratorConfiguration.from(
                Settings.resolve(GeneratorConfiguration.SETTINGS, Map.of(), Map.of(), prefixed));
    }

    static Map<String, String> conversations(int count) {
        return Map.of("conversations", Integer.toString(count));
    }
}
