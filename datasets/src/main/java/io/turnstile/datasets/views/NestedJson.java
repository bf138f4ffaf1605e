package io.turnstile.datasets.views;

import com.fasterxml.jackson.core.JsonGenerator;
import io.turnstile.plan.Split;
import io.turnstile.schema.Conversation;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * A conversation as one JSON object with the columns of query {@code sft_nested_json}, under the same names, in the same
 * order and of the same types; then {@code split}. Whoever reads the query's output reads this.
 *
 * <p>As in KQL a string is never null: what is not known is empty. A number, a time, a boolean or the counts of tools that
 * are not known are null, never 0. Times are as Kusto writes them, with seven digits of a second.
 */
final class NestedJson {

    /** What the topic's records have and the query's rows have not. */
    private static final Set<String> NOT_IN_THE_QUERY =
            Set.of("Conversation.revision", "Conversation.userHash", "Turn.conversationId", "Turn.userHash");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private NestedJson() {}

    static void write(Conversation conversation, Split split, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(conversation, json);
        json.writeStringField("split", split.name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    private static void fields(IndexedRecord record, JsonGenerator json) throws IOException {
        for (Schema.Field field : fieldsOf(record.getSchema())) {
            json.writeFieldName(field.name());
            value(record.get(field.pos()), field.schema(), json);
        }
    }

    /** Those fields of a record that are written, in order. */
    static List<Schema.Field> fieldsOf(Schema record) {
        return record.getFields().stream()
                .filter(field -> !NOT_IN_THE_QUERY.contains(record.getName() + "." + field.name()))
                .toList();
    }

    private static void value(Object value, Schema schema, JsonGenerator json) throws IOException {
        if (value == null) {
            unknown(schema, json);
        } else if (value instanceof IndexedRecord record) {
            json.writeStartObject();
            fields(record, json);
            json.writeEndObject();
        } else if (value instanceof Collection<?> elements) {
            json.writeStartArray();
            for (Object element : elements) {
                value(element, schema.getElementType(), json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> counts) {
            json.writeStartObject();
            for (var count : new TreeMap<>(counts).entrySet()) {
                json.writeFieldName(count.getKey().toString());
                scalar(count.getValue(), json);
            }
            json.writeEndObject();
        } else {
            scalar(value, json);
        }
    }

    private static void scalar(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString(value instanceof Instant time ? TIME.format(time) : value.toString());
        }
    }

    private static void unknown(Schema schema, JsonGenerator json) throws IOException {
        boolean isText = schema.getTypes().stream()
                .map(Schema::getType)
                .anyMatch(type -> type == Schema.Type.STRING || type == Schema.Type.ENUM);
        if (isText) {
            json.writeString("");
        } else {
            json.writeNull();
        }
    }
}
