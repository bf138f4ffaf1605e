package io.turnstile.producers.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.schema.TelemetryRow;
import java.util.TreeMap;

/** Writes rows as {@link JsonlSource} reads them. */
public final class JsonLines {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonLines() {}

    /**
     * The row as one line of JSON without a line's end, in the shape of the staff workspace's table, keys sorted. Read
     * back it is the same row from another origin; numbers that are not finite come back as properties, and -0.0 as 0.0.
     */
    public static String write(TelemetryRow row) {
        ObjectNode line = MAPPER.createObjectNode();
        if (row.getServerTimestamp() != null) {
            line.put("TimeGenerated", row.getServerTimestamp().toString());
        }
        if (row.getClientTimestamp() != null) {
            line.put("ClientTimestamp", row.getClientTimestamp().toString());
        }
        line.put("Name", row.getEventName());
        ObjectNode properties = line.putObject("Properties");
        new TreeMap<>(row.getProperties()).forEach(properties::put);
        ObjectNode measurements = line.putObject("Measurements");
        new TreeMap<>(row.getMeasurements()).forEach(measurements::put);
        return text(line);
    }

    private static String text(ObjectNode line) {
        try {
            return MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("A tree of strings and numbers can always be written", e);
        }
    }
}
