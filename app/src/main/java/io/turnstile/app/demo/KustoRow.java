package io.turnstile.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.schema.TelemetryRow;
import java.util.HashMap;
import java.util.Map;

/**
 * A telemetry row as it stands in a table of Kusto.
 *
 * @param table the table that has the clocks that the row has
 * @param values by column; a null is left out
 */
record KustoRow(String table, Map<String, Object> values) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STAFF = "AppEvents";
    private static final String PRODUCT = "RawEventsVSCodeExt";

    /** By table, the shipped query that reads it. */
    static final Map<String, String> QUERIES = Map.of(STAFF, "agent_mode_rows", PRODUCT, "agent_mode_rows_product");

    static KustoRow of(TelemetryRow row) {
        return row.getClientTimestamp() == null ? staff(row) : product(row);
    }

    private static KustoRow staff(TelemetryRow row) {
        var values = new HashMap<String, Object>();
        values.put("TimeGenerated", row.getServerTimestamp());
        values.put("Name", row.getEventName());
        values.put("Properties", JSON.valueToTree(row.getProperties()));
        values.put("Measurements", JSON.valueToTree(row.getMeasurements()));
        return new KustoRow(STAFF, values);
    }

    private static KustoRow product(TelemetryRow row) {
        var values = new HashMap<String, Object>();
        values.put("ServerTimestamp", row.getServerTimestamp());
        values.put("ClientTimestamp", row.getClientTimestamp());
        values.put("EventName", row.getEventName());
        values.put("Properties", JSON.valueToTree(row.getProperties()));
        values.put("Measures", JSON.valueToTree(row.getMeasurements()));
        return new KustoRow(PRODUCT, values);
    }
}
