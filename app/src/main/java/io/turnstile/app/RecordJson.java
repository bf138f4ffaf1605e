package io.turnstile.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.IndexedRecord;

/**
 * Avro records as plain JSON: a union's value stands without its branch, times are ISO-8601, maps are sorted. Avro's own
 * JSON encoding is made for machines that know the schema.
 */
public final class RecordJson {

    private static final JsonFactory JSON = new JsonFactory();

    private RecordJson() {}

    /** A value on one line; null, a tombstone, is JSON's null; raw bytes are read as UTF-8. */
    public static String line(Object value) {
        return text(json -> write(value, json));
    }

    /** A record with its key on one line. */
    static String line(String key, Object value) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringField("key", key);
            json.writeFieldName("value");
            write(value, json);
            json.writeEndObject();
        });
    }

    /** The same with its headers. */
    static String line(String key, Map<String, String> headers, Object value) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringField("key", key);
            json.writeFieldName("headers");
            write(headers, json);
            json.writeFieldName("value");
            write(value, json);
            json.writeEndObject();
        });
    }

    private interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    private static String text(Writing writing) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("A StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof IndexedRecord record) {
            json.writeStartObject();
            for (var field : record.getSchema().getFields()) {
                json.writeFieldName(field.name());
                write(record.get(field.pos()), json);
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> elements) {
            json.writeStartArray();
            for (Object element : elements) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (var entry : new TreeMap<>(map).entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else {
            writeScalar(value, json);
        }
    }

    private static void writeScalar(Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof byte[] bytes) {
            json.writeString(new String(bytes, StandardCharsets.UTF_8));
        } else {
            json.writeString(value.toString());
        }
    }
}
