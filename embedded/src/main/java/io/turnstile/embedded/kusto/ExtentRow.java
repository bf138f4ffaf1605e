package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.embedded.kql.KqlDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** A row of one query's stream; it is used by one thread. */
final class ExtentRow implements KqlDatabase.Row {

    private final Object[] values;
    private final Extent extent;

    /** @param values dynamic ones as the bytes of their JSON; parsed in place when asked for */
    ExtentRow(Object[] values, Extent extent) {
        this.values = values;
        this.extent = extent;
    }

    @Override
    public Object value(int column) {
        if (values[column] instanceof byte[] json) {
            values[column] = parsed(json);
        }
        return values[column];
    }

    @Override
    public Instant ingestionTime() {
        return extent.ingestionTime();
    }

    @Override
    public String cursor() {
        return extent.cursor();
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return ColumnValue.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
