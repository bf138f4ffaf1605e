package io.turnstile.app.oracle;

import io.turnstile.schema.TelemetryRow;
import java.time.Instant;

/** When a row happened: by the client's clock, else by the server's. */
public final class RowTime {

    private RowTime() {}

    public static Instant of(TelemetryRow row) {
        return row.getClientTimestamp() != null ? row.getClientTimestamp() : row.getServerTimestamp();
    }
}
