package io.turnstile.producers.kusto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows as the cluster gave them.
 *
 * @param columns the names of the columns, in order
 * @param types the type of each column by its name, e.g. datetime
 * @param rows the values of each row, in the order of the columns, as the client gives them
 */
record RowBatch(List<String> columns, Map<String, String> types, List<List<Object>> rows) {

    private static final String INGESTION_TIME = "IngestionTime";

    int size() {
        return rows.size();
    }

    /** A row by the names of its columns. */
    ObjectNode row(int index) {
        var row = JsonNodeFactory.instance.objectNode();
        for (int column = 0; column < columns.size(); column++) {
            row.set(columns.get(column), json(rows.get(index).get(column)));
        }
        return row;
    }

    /** When a row was ingested, as the cluster wrote it; empty where it has no such column. */
    Optional<String> ingestionTime(int index) {
        int column = columns.indexOf(INGESTION_TIME);
        return column < 0
                ? Optional.empty()
                : Optional.ofNullable(rows.get(index).get(column)).map(Object::toString);
    }

    private static JsonNode json(Object value) {
        var factory = JsonNodeFactory.instance;
        if (value == null) {
            return factory.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Boolean bool) {
            return factory.booleanNode(bool);
        }
        return value instanceof Number number
                ? factory.numberNode(new BigDecimal(number.toString()))
                : factory.textNode(value.toString());
    }
}
