package io.turnstile.domain.turn;

import io.turnstile.telemetry.RowView;
import java.time.Instant;

/** Reads the summary of a turn from a toolCallDetails* row. */
final class SummaryReading {

    private SummaryReading() {}

    static TurnSummary read(Instant at, RowView fields) {
        return new TurnSummary(
                at,
                Numbers.small(fields, "turnIndex"),
                fields.text("responseType").map(SummaryReading::oneSpelling).orElse(null),
                fields.text("model").orElse(null),
                fields.text("intentId").orElse(null),
                Numbers.small(fields, "numRequests"),
                fields.text("toolCounts").flatMap(ToolCounts::parse).orElse(null),
                Numbers.whole(fields, "turnDuration"),
                Numbers.whole(fields, "sessionDuration"),
                Numbers.whole(fields, "promptTokenCount"),
                Numbers.whole(fields, "messageCharLen"),
                Numbers.small(fields, "availableToolCount"),
                Numbers.small(fields, "invalidToolCallCount"),
                Numbers.whole(fields, "toolTokenCount"),
                Numbers.small(fields, "totalToolCalls"),
                Numbers.small(fields, "parallelToolCallRounds"),
                Numbers.small(fields, "parallelToolCallsTotal"));
    }

    /** The client sends both spellings. */
    private static String oneSpelling(String responseType) {
        return responseType.equalsIgnoreCase("canceled") || responseType.equalsIgnoreCase("cancelled")
                ? "cancelled"
                : responseType;
    }
}
