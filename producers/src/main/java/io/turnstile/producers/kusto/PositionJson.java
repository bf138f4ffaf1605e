package io.turnstile.producers.kusto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.producers.SourceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.TreeMap;

/** Positions as they stand in topic source-cursors: JSON, which people can read too. */
final class PositionJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private PositionJson() {}

    static String write(Position position) {
        ObjectNode json = MAPPER.createObjectNode();
        if (position instanceof Position.Start start) {
            json.put("from", start.from() == null ? null : start.from().toString());
        } else if (position instanceof Position.Within within) {
            write(within, json);
        }
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("A tree of strings can always be written", e);
        }
    }

    private static void write(Position.Within within, ObjectNode json) {
        var identity = within.identity();
        json.put("cluster", identity.cluster())
                .put("database", identity.database())
                .put("query", identity.query())
                .put("events", identity.events())
                .put("afterCursor", within.window().after())
                .put("toCursor", within.window().to());
        if (!within.isWindowDone()) {
            json.putObject("lastRead")
                    .put("from", within.lastRead().from().toString())
                    .put("to", within.lastRead().to().toString())
                    .put("hashPrefix", within.lastRead().hashPrefix());
        }
        ObjectNode columns = json.putObject("columns");
        new TreeMap<>(within.columns()).forEach(columns::put);
    }

    /** @throws SourceException if it is no position of this kind of source */
    static Position read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json.has("from")) {
                return new Position.Start(
                        json.get("from").isNull()
                                ? null
                                : Instant.parse(json.get("from").textValue()));
            }
            return within(json);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException | NullPointerException e) {
            throw new SourceException(
                    "The stored position of the source is none of a Kusto source. Give the source another name"
                            + " (source.kusto.name), or run 'turnstile source reset NAME'.",
                    e);
        }
    }

    private static Position.Within within(JsonNode json) {
        var identity = new SourceIdentity(
                json.get("cluster").textValue(),
                json.get("database").textValue(),
                json.get("query").textValue(),
                json.get("events").textValue());
        var columns = new TreeMap<String, String>();
        json.get("columns")
                .properties()
                .forEach(
                        column -> columns.put(column.getKey(), column.getValue().textValue()));
        var window = new Window(
                json.get("afterCursor").textValue(), json.get("toCursor").textValue());
        JsonNode lastRead = json.get("lastRead");
        return new Position.Within(identity, columns, window, lastRead == null ? null : part(lastRead));
    }

    private static Part part(JsonNode json) {
        return new Part(
                Instant.parse(json.get("from").textValue()),
                Instant.parse(json.get("to").textValue()),
                json.get("hashPrefix").textValue());
    }
}
