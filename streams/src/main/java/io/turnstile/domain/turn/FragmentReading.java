package io.turnstile.domain.turn;

import io.turnstile.telemetry.RowView;
import io.turnstile.telemetry.TurnKey;
import io.turnstile.telemetry.UserHash;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Reads what a row proves of its turn, event by event. */
final class FragmentReading {

    private FragmentReading() {}

    static Fragment read(Row row) {
        Optional<TelemetryEvent> event = TelemetryEvent.of(row.eventName());
        if (event.isEmpty()) {
            return new Fragment.Ignored(IgnoredRow.UNKNOWN_EVENT);
        }
        return switch (event.get()) {
            case TOOL_CALL_DETAILS, TOOL_CALL_DETAILS_INTERNAL, TOOL_CALL_DETAILS_EXTERNAL ->
                read(row, FragmentReading::summary);
            case MESSAGE_TEXT -> read(row, FragmentReading::text);
            case MESSAGES_LENGTH -> read(row, FragmentReading::call);
            case PANEL_REQUEST -> read(row, FragmentReading::panelRequest);
            case SUMMARIZED_HISTORY -> read(row, FragmentReading::summarization);
            case RESPONSE_SUCCESS, RESPONSE_ERROR, RESPONSE_CANCELLED, ROUTER_DECISION ->
                new Fragment.Ignored(IgnoredRow.EVENT_NOT_USED);
        };
    }

    /** What an event adds to a turn of which key, conversation, time and user are known. */
    private interface Reading {
        Fragment read(TurnParts turn, Instant at, RowView fields);
    }

    private static Fragment read(Row row, Reading reading) {
        Optional<String> key = TurnKey.of(row.fields());
        if (key.isEmpty()) {
            return new Fragment.Ignored(IgnoredRow.NO_TURN_KEY);
        }
        Instant at = row.eventTime();
        if (at == null) {
            return new Fragment.Ignored(IgnoredRow.NO_TIMESTAMP);
        }
        String conversationId = row.fields().id("conversationId").orElse(null);
        var turn = new TurnParts(key.get(), conversationId, at, at)
                .userHash(UserHash.of(row.fields()).orElse(null));
        return reading.read(turn, at, row.fields());
    }

    private static Fragment summary(TurnParts turn, Instant at, RowView fields) {
        TurnSummary summary = SummaryReading.read(at, fields);
        Long duration = summary.turnDurationMs();
        if (duration != null && duration < at.toEpochMilli()) {
            turn.startedAt(at.minusMillis(duration));
        }
        return new Fragment.OfTurn(turn.summary(summary).build());
    }

    private static Fragment text(TurnParts turn, Instant at, RowView fields) {
        String text = fields.text("messageText").orElse(null);
        return switch (fields.text("source").orElse("").strip().toLowerCase(Locale.ROOT)) {
            case "user" ->
                new Fragment.OfTurn(turn.statedMode(mode(fields)).userText(text).build());
            case "model" ->
                new Fragment.OfTurn(turn.modelText(text == null ? null : new ModelText(at, text))
                        .build());
            default -> new Fragment.Ignored(IgnoredRow.UNKNOWN_TEXT_SOURCE);
        };
    }

    private static String mode(RowView fields) {
        return fields.text("mode")
                .map(mode -> mode.strip().toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    private static Fragment call(TurnParts turn, Instant at, RowView fields) {
        var call = new LlmCall(
                fields.id("modelCallId").orElse(null),
                at,
                fields.text("baseModel").orElse(null),
                Numbers.whole(fields, "promptTokens"),
                Numbers.whole(fields, "completionTokens"),
                Numbers.whole(fields, "maxTokenWindow"),
                fields.text("subType").orElse(null),
                retryAfterError(fields));
        return new Fragment.OfTurn(turn.call(call)
                .parentRequestId(fields.id("parentRequestId").orElse(null))
                .build());
    }

    /** The error itself, else its category, else that of the answer that was filtered. */
    private static String retryAfterError(RowView fields) {
        return fields.text("retryAfterError")
                .or(() -> fields.text("retryAfterErrorCategory"))
                .or(() -> fields.text("retryAfterFilterCategory"))
                .orElse(null);
    }

    private static Fragment panelRequest(TurnParts turn, Instant at, RowView fields) {
        return new Fragment.OfTurn(turn.panelTurnIndex(Numbers.small(fields, "turn"))
                .parentRequestId(fields.id("parentRequestId").orElse(null))
                .build());
    }

    private static Fragment summarization(TurnParts turn, Instant at, RowView fields) {
        return new Fragment.OfTurn((isReset(fields) ? turn.summarizedAt(at) : turn).build());
    }

    /** The client sends the event for each attempt. One that failed leaves the history as it was. */
    private static boolean isReset(RowView fields) {
        return fields.text("outcome")
                .map(outcome -> outcome.strip().equalsIgnoreCase("success"))
                .orElse(true);
    }
}
