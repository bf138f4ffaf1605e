package io.turnstile.embedded.kusto;

import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One state of a table. */
record KustoTable(String name, List<KqlColumn> columns, ExtentLog extents) implements KqlDatabase.Table {

    @Override
    public Stream<KqlDatabase.Row> rows(String after, String upTo) {
        long first = DatabaseCursor.parse(after, DatabaseCursor.BEGINNING);
        long last = DatabaseCursor.parse(upTo, DatabaseCursor.END);
        return extents.between(first, last).flatMap(extent -> extent.stream(columns));
    }

    KustoTable with(ExtentLog other) {
        return new KustoTable(name, columns, other);
    }

    /**
     * A row in the order of the columns; what is not given is null.
     *
     * @throws IllegalArgumentException if a column does not exist or cannot hold its value
     */
    Object[] row(Map<String, ?> given) {
        var rest = new LinkedHashMap<String, Object>(given);
        Object[] values = columns.stream()
                .map(column -> ColumnValue.of(column, rest.remove(column.name())))
                .toArray();
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("Table " + name + " has no column " + rest.keySet() + ". It has "
                    + columns.stream().map(KqlColumn::name).toList() + ".");
        }
        return values;
    }
}
