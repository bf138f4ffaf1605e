package io.turnstile.app.queries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.app.oracle.RowTime;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlDatabase;
import io.turnstile.embedded.kql.KqlType;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Telemetry as it lies in Kusto, in both of its shapes, in the order of arrival. */
final class TelemetryTable implements KqlDatabase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURSOR = "1";

    private final Map<String, Table> tables;

    private TelemetryTable(Map<String, Table> tables) {
        this.tables = tables;
    }

    static TelemetryTable of(List<TelemetryRow> rows) {
        return new TelemetryTable(Map.of(
                "AppEvents",
                new Rows(
                        List.of(
                                new KqlColumn("TimeGenerated", KqlType.DATETIME),
                                new KqlColumn("Name", KqlType.STRING),
                                new KqlColumn("Properties", KqlType.DYNAMIC),
                                new KqlColumn("Measurements", KqlType.DYNAMIC)),
                        rows.stream().map(TelemetryTable::staffRow).toList()),
                "RawEventsVSCodeExt",
                new Rows(
                        List.of(
                                new KqlColumn("ServerTimestamp", KqlType.DATETIME),
                                new KqlColumn("ClientTimestamp", KqlType.DATETIME),
                                new KqlColumn("EventName", KqlType.STRING),
                                new KqlColumn("Properties", KqlType.DYNAMIC),
                                new KqlColumn("Measures", KqlType.DYNAMIC),
                                new KqlColumn("VSCodeSessionId", KqlType.STRING),
                                new KqlColumn("DevDeviceId", KqlType.STRING),
                                new KqlColumn("ExtensionVersion", KqlType.STRING)),
                        rows.stream().map(TelemetryTable::productRow).toList())));
    }

    @Override
    public Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    @Override
    public String currentCursor() {
        return CURSOR;
    }

    private static Object[] staffRow(TelemetryRow row) {
        return new Object[] {RowTime.of(row), row.getEventName(), json(row.getProperties()), json(row.getMeasurements())
        };
    }

    private static Object[] productRow(TelemetryRow row) {
        return new Object[] {
            RowTime.of(row),
            row.getClientTimestamp(),
            row.getEventName(),
            json(row.getProperties()),
            json(row.getMeasurements()),
            "",
            "",
            ""
        };
    }

    private static JsonNode json(Map<String, ?> values) {
        return JSON.valueToTree(values);
    }

    private record Rows(List<KqlColumn> columns, List<Object[]> values) implements Table {

        @Override
        public Stream<Row> rows(String after, String upTo) {
            return values.stream().map(IngestedRow::new);
        }
    }

    private record IngestedRow(Object[] values) implements Row {

        @Override
        public Object value(int column) {
            return values[column];
        }

        @Override
        public Instant ingestionTime() {
            return Instant.EPOCH;
        }

        @Override
        public String cursor() {
            return CURSOR;
        }
    }
}
