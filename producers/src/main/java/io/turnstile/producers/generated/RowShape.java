package io.turnstile.producers.generated;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Gives a draft the shape of the store that its conversation went to. */
final class RowShape {

    private static final String STAFF_PUBLISHER = "GitHub.copilot-chat/";

    /** The server's clock may lead the client's by less than events lie apart, so that both give one order. */
    private static final int MOST_CLOCK_DIFFERENCE = 400;

    private final ConversationPlan conversation;
    private final RowShares shares;
    private final Draw draw;

    RowShape(ConversationPlan conversation, RowShares shares, Draw draw) {
        this.conversation = conversation;
        this.shares = shares;
        this.draw = draw;
    }

    /** The row takes the draft's maps over. */
    TelemetryRow row(RowDraft draft, long sequence) {
        Map<String, String> properties = draft.properties();
        Map<String, Double> numbers = draft.numbers();
        addCommon(properties);
        if (draw.chance(shares.textNumbers())) {
            numbers.forEach((key, value) -> properties.put(key, numberText(value)));
            numbers.clear();
        }
        String event = STAFF_PUBLISHER + draft.event();
        return conversation.client() == Client.PRODUCT
                ? timed(lower(event), draft.at(), lowerKeys(properties), lowerKeys(numbers), sequence)
                : timed(event, draft.at(), properties, numbers, sequence);
    }

    /** The same row read once more; its maps are its own, because readers may change them. */
    static TelemetryRow copy(TelemetryRow row) {
        return new TelemetryRow(
                row.getEventName(),
                row.getServerTimestamp(),
                row.getClientTimestamp(),
                new LinkedHashMap<>(row.getProperties()),
                new LinkedHashMap<>(row.getMeasurements()),
                row.getOrigin());
    }

    private void addCommon(Map<String, String> properties) {
        properties.put("common.vscodesessionid", conversation.sessionId());
        if (conversation.client() != Client.PRODUCT) {
            properties.put("common.userName", conversation.userName());
        }
        properties.put("common.extversion", conversation.client().isOld() ? "0.34.1" : "0.42.0");
        if (draw.chance(shares.unknownField())) {
            properties.put("experiment.nextField", "on");
        }
    }

    private TelemetryRow timed(
            String event, long at, Map<String, String> properties, Map<String, Double> measurements, long sequence) {
        var origin = new RowOrigin(GeneratedTelemetry.NAME, "conversation-" + conversation.ordinal() + "#" + sequence);
        Instant happened = Instant.ofEpochMilli(at);
        if (conversation.client() == Client.PRODUCT || draw.chance(shares.bothClocks())) {
            Instant received = happened.plusMillis(draw.between(0, MOST_CLOCK_DIFFERENCE));
            return new TelemetryRow(event, received, happened, properties, measurements, origin);
        }
        return draw.chance(shares.clientClock())
                ? new TelemetryRow(event, null, happened, properties, measurements, origin)
                : new TelemetryRow(event, happened, null, properties, measurements, origin);
    }

    private static <V> Map<String, V> lowerKeys(Map<String, V> values) {
        var lowered = new LinkedHashMap<String, V>();
        values.forEach((key, value) -> lowered.put(lower(key), value));
        return lowered;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String numberText(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
