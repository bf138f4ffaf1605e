package io.turnstile.app.queries;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.ResultTable;
import java.time.Instant;
import java.util.List;

/** A row of a result, by the names of its columns. */
record Cells(List<String> columns, Object[] values) {

    static List<Cells> of(ResultTable result) {
        List<String> columns = result.columns().stream().map(KqlColumn::name).toList();
        return result.rows().stream().map(values -> new Cells(columns, values)).toList();
    }

    Object value(String column) {
        return values[columns.indexOf(column)];
    }

    /** Null where it is empty: KQL's strings have no null. */
    String text(String column) {
        String text = (String) value(column);
        return text.isEmpty() ? null : text;
    }

    JsonNode json(String column) {
        return (JsonNode) value(column);
    }

    Long millis(String column) {
        return value(column) == null ? null : ((Instant) value(column)).toEpochMilli();
    }

    long number(String column) {
        return (Long) value(column);
    }
}
