package io.turnstile.producers.chatexport;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Builds a row in the shape of the staff workspace. What is null is left out. */
final class StaffRow {

    private static final String PUBLISHER = "GitHub.copilot-chat/";

    /** The longest value the sender lets stand in one key; longer ones are split into key, key_02 ... key_50. */
    private static final int MAX_PART = 8_192;

    private static final int MAX_PARTS = 50;

    private final String event;
    private final Instant at;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, Double> measurements = new HashMap<>();

    private StaffRow(String event, Instant at) {
        this.event = event;
        this.at = at;
    }

    static StaffRow of(String event, Instant at) {
        return new StaffRow(event, at);
    }

    Instant at() {
        return at;
    }

    /** Text is split as the sender does it, but never within a surrogate pair; what exceeds all parts is cut. */
    StaffRow property(String key, String text) {
        if (text == null) {
            return this;
        }
        int from = 0;
        for (int part = 1; part <= MAX_PARTS && (from < text.length() || part == 1); part++) {
            int to = partEnd(text, from);
            String name = part == 1 ? key : String.format(Locale.ROOT, "%s_%02d", key, part);
            properties.put(name, text.substring(from, to));
            from = to;
        }
        return this;
    }

    StaffRow measurement(String key, Number number) {
        if (number != null) {
            measurements.put(key, number.doubleValue());
        }
        return this;
    }

    TelemetryRow from(RowOrigin origin) {
        return TelemetryRow.newBuilder()
                .setEventName(PUBLISHER + event)
                .setServerTimestamp(at)
                .setClientTimestamp(at)
                .setProperties(properties)
                .setMeasurements(measurements)
                .setOrigin(origin)
                .build();
    }

    private static int partEnd(String text, int from) {
        int to = Math.min(text.length(), from + MAX_PART);
        boolean cutsPair = to < text.length() && Character.isHighSurrogate(text.charAt(to - 1));
        return cutsPair ? to - 1 : to;
    }
}
