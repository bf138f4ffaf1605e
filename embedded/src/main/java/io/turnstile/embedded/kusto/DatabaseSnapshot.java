package io.turnstile.embedded.kusto;

import io.turnstile.embedded.kql.KqlDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One state of all tables: what a query sees from beginning to end. */
record DatabaseSnapshot(Map<String, KustoTable> tables, long cursor) implements KqlDatabase {

    @Override
    public Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    @Override
    public String currentCursor() {
        return Long.toString(cursor);
    }

    DatabaseSnapshot with(KustoTable table, long newCursor) {
        var changed = new HashMap<>(tables);
        changed.put(table.name(), table);
        return new DatabaseSnapshot(Map.copyOf(changed), newCursor);
    }
}
