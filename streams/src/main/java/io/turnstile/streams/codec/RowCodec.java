package io.turnstile.streams.codec;

import io.turnstile.domain.turn.Row;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.telemetry.RowView;

/** Rows from topic {@code telemetry} to the domain. */
public final class RowCodec {

    private RowCodec() {}

    public static Row decode(TelemetryRow row) {
        return new Row(
                row.getEventName(),
                row.getClientTimestamp() != null ? row.getClientTimestamp() : row.getServerTimestamp(),
                new RowView(row.getProperties(), row.getMeasurements()));
    }
}
