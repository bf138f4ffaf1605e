package io.turnstile.producers.jsonl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns of a row by name, without regard to letter case. A null or an empty string is how a store writes "none". */
final class Columns {

    private final Map<String, JsonNode> byName = new HashMap<>();

    Columns(JsonNode row) {
        row.properties().forEach(column -> byName.put(column.getKey().toLowerCase(Locale.ROOT), column.getValue()));
    }

    /** The first of the columns that has a value. */
    Optional<JsonNode> first(String... names) {
        for (String name : names) {
            JsonNode value = byName.get(name.toLowerCase(Locale.ROOT));
            if (value != null && !value.isNull() && !isEmptyText(value)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static boolean isEmptyText(JsonNode value) {
        return value.isTextual() && value.textValue().isBlank();
    }
}
