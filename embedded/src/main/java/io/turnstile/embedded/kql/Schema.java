package io.turnstile.embedded.kql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The columns of a table. Names are told apart by case, as in Kusto. */
final class Schema {

    static final Schema EMPTY = new Schema(List.of());

    private final List<KqlColumn> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    Schema(List<KqlColumn> columns) {
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i).name(), i);
        }
    }

    List<KqlColumn> columns() {
        return columns;
    }

    int size() {
        return columns.size();
    }

    KqlType type(int position) {
        return columns.get(position).type();
    }

    OptionalInt position(String name) {
        Integer position = positions.get(name);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** What a row without a match has: null, or the empty string. */
    Object[] absent() {
        return columns.stream().map(column -> Types.absent(column.type())).toArray();
    }
}
