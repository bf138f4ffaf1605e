package io.turnstile.producers.generated;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gives a draft the shape of the store that its conversation went to. */
final class RowShape {

    private static final String STAFF_PUBLISHER = "GitHub.copilot-chat/";

    /** The forms of the summary that only the staff workspace has. */
    private static final Set<String> STAFF_SUMMARIES =
            Set.of(STAFF_PUBLISHER + "toolCallDetailsInternal", STAFF_PUBLISHER + "toolCallDetailsExternal");

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

    /**
     * A staff row as the product cluster has it too: all lower-case, both timestamps, no text, and a summary that names
     * no turn. The client's time is that of the staff row, so that both are read as one event.
     */
    TelemetryRow inProductCluster(TelemetryRow staff, long sequence) {
        Instant said = staff.getClientTimestamp() != null ? staff.getClientTimestamp() : staff.getServerTimestamp();
        Instant received = staff.getServerTimestamp() != null ? staff.getServerTimestamp() : said;
        Map<String, String> properties = lowerKeys(staff.getProperties());
        properties.remove("common.username");
        String event = lower(staff.getEventName());
        if (STAFF_SUMMARIES.contains(staff.getEventName())) {
            properties.keySet().removeIf(key -> key.equals("messageid") || key.startsWith("availabletools"));
            event = lower(STAFF_PUBLISHER + "toolCallDetails");
        }
        return new TelemetryRow(
                event,
                received.plusMillis(draw.between(0, MOST_CLOCK_DIFFERENCE)),
                said,
                properties,
                lowerKeys(staff.getMeasurements()),
                origin(sequence));
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
        RowOrigin origin = origin(sequence);
        Instant happened = Instant.ofEpochMilli(at);
        // One clock per conversation: a skewed one among rows that have the server's alone would have no order.
        boolean isSkewed = conversation.clockSkewMillis() != 0;
        if (isSkewed || conversation.client() == Client.PRODUCT || draw.chance(shares.bothClocks())) {
            Instant received = happened.plusMillis(draw.between(0, MOST_CLOCK_DIFFERENCE));
            Instant said = happened.plusMillis(conversation.clockSkewMillis());
            return new TelemetryRow(event, received, said, properties, measurements, origin);
        }
        return draw.chance(shares.clientClock())
                ? new TelemetryRow(event, null, happened, properties, measurements, origin)
                : new TelemetryRow(event, happened, null, properties, measurements, origin);
    }

    private RowOrigin origin(long sequence) {
        return new RowOrigin(GeneratedTelemetry.NAME, "conversation-" + conversation.ordinal() + "#" + sequence);
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
