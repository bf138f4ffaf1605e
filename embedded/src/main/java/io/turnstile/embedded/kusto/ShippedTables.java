package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlType;
import io.turnstile.queries.Binder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables that the shipped queries are bound against: tables.json of the module queries. */
final class ShippedTables {

    private ShippedTables() {}

    static Map<String, List<KqlColumn>> read() {
        try (var stream = Binder.class.getResourceAsStream("tables.json")) {
            var tables = new LinkedHashMap<String, List<KqlColumn>>();
            ColumnValue.JSON
                    .readTree(stream)
                    .properties()
                    .forEach(table -> tables.put(table.getKey(), columns(table.getValue())));
            return tables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<KqlColumn> columns(JsonNode pairs) {
        var columns = new ArrayList<KqlColumn>();
        for (JsonNode pair : pairs) {
            var type = KqlType.valueOf(pair.get(1).asText().toUpperCase(Locale.ROOT));
            columns.add(new KqlColumn(pair.get(0).asText(), type));
        }
        return columns;
    }
}
