package io.turnstile.app.query;

import io.turnstile.producers.kusto.KustoQueries;
import java.util.ArrayList;
import java.util.List;

/**
 * What a query gave.
 *
 * @param rows values by column: numbers and booleans as such, all else as text (datetimes in ISO 8601, dynamic as
 *     JSON); null where there is none
 */
record Answer(List<Column> columns, List<List<Object>> rows) {

    /** @param type the name of a scalar type of KQL, e.g. long, dynamic */
    record Column(String name, String type) {}

    /** What the client gave, whose values are of more types. */
    static Answer of(KustoQueries.Answer answer) {
        List<Column> columns = answer.columns().stream()
                .map(column -> new Column(column.name(), column.type()))
                .toList();
        return new Answer(
                columns, answer.rows().stream().map(row -> values(columns, row)).toList());
    }

    private static List<Object> values(List<Column> columns, List<Object> row) {
        var values = new ArrayList<Object>(row.size());
        for (int i = 0; i < row.size(); i++) {
            values.add(value(columns.get(i).type(), row.get(i)));
        }
        return values;
    }

    /** Reals come as decimals, and what is no number as its name; dynamic values as nodes of JSON. */
    private static Object value(String type, Object value) {
        if (value == null) {
            return null;
        }
        if (type.equals("real")) {
            return Double.valueOf(value.toString());
        }
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
