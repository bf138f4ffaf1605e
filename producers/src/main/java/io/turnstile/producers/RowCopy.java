package io.turnstile.producers;

import io.turnstile.schema.TelemetryRow;
import java.util.Map;

/** Copies of rows. Not Avro's builder, which copies a row in depth: that costs more than sending it. */
final class RowCopy {

    private RowCopy() {}

    /** The row with other properties. */
    static TelemetryRow of(TelemetryRow row, Map<String, String> properties) {
        return new TelemetryRow(
                row.getEventName(),
                row.getServerTimestamp(),
                row.getClientTimestamp(),
                properties,
                row.getMeasurements(),
                row.getOrigin());
    }
}
