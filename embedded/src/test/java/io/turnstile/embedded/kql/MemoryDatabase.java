package io.turnstile.embedded.kql;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One table AppEvents in memory, with a cursor a row, from 1. It counts the rows that were read of it. */
final class MemoryDatabase implements KqlDatabase, KqlDatabase.Table {

    private record Event(List<Object> values, Instant ingestionTime, String cursor) implements Row {

        @Override
        public Object value(int column) {
            return values.get(column);
        }
    }

    private final List<Event> events = new ArrayList<>();
    private int read;

    /** @param values TimeGenerated, Name, Properties, Measurements */
    MemoryDatabase add(Object... values) {
        int cursor = events.size() + 1;
        events.add(new Event(
                java.util.Arrays.asList(values), Instant.EPOCH.plusSeconds(cursor), Integer.toString(cursor)));
        return this;
    }

    int rowsRead() {
        return read;
    }

    @Override
    public Optional<Table> table(String name) {
        return name.equals("AppEvents") ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String currentCursor() {
        return Integer.toString(events.size());
    }

    @Override
    public List<KqlColumn> columns() {
        return List.of(
                new KqlColumn("TimeGenerated", KqlType.DATETIME),
                new KqlColumn("Name", KqlType.STRING),
                new KqlColumn("Properties", KqlType.DYNAMIC),
                new KqlColumn("Measurements", KqlType.DYNAMIC));
    }

    @Override
    public Stream<Row> rows(String after, String upTo) {
        return events.stream()
                .filter(event -> after == null || after.isEmpty() || isAfter(event.cursor(), after))
                .filter(event -> upTo == null || !isAfter(event.cursor(), upTo))
                .peek(event -> read++)
                .map(event -> event);
    }

    private static boolean isAfter(String cursor, String other) {
        return new BigInteger(cursor).compareTo(new BigInteger(other)) > 0;
    }
}
