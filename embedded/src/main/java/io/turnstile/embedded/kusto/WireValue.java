package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.turnstile.embedded.kql.KqlType;
import io.turnstile.embedded.kql.Timespans;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Values as Kusto writes them in JSON. */
final class WireValue {

    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private WireValue() {}

    /** @param dynamicAsText whether an object or array is written as the text of its JSON */
    static void write(JsonGenerator out, KqlType type, Object value, boolean dynamicAsText) throws IOException {
        if (value == null) {
            out.writeNull();
            return;
        }
        switch (type) {
            case BOOL -> out.writeBoolean((Boolean) value);
            case INT -> out.writeNumber((Integer) value);
            case LONG -> out.writeNumber((Long) value);
            case REAL -> writeReal(out, (Double) value);
            case DATETIME -> out.writeString(DATETIME.format((Instant) value));
            case TIMESPAN -> out.writeString(Timespans.format((Duration) value));
            case DECIMAL, GUID, STRING -> out.writeString(value.toString());
            case DYNAMIC -> writeDynamic(out, (JsonNode) value, dynamicAsText);
        }
    }

    private static void writeReal(JsonGenerator out, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeString(Double.toString(value));
        }
    }

    private static void writeDynamic(JsonGenerator out, JsonNode value, boolean asText) throws IOException {
        if (asText && value.isContainerNode()) {
            out.writeString(value.toString());
        } else {
            out.writeTree(value);
        }
    }
}
