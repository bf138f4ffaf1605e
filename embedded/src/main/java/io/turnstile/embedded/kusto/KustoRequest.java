package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client asks: {@code {"db", "csl", "properties"}}, the properties being an object or the text of one. */
record KustoRequest(String database, String csl, JsonNode options, Map<String, String> parameters) {

    private static final String MALFORMED = "BadRequest_InvalidRequest";

    /** @throws KustoRefusal if it is malformed */
    static KustoRequest read(InputStream body) throws IOException {
        JsonNode request = json(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        if (!request.path("csl").isTextual() || request.path("csl").asText().isBlank()) {
            throw refusal("The request has no query. Send a JSON object with 'db' and 'csl'.");
        }
        JsonNode properties = properties(request.path("properties"));
        return new KustoRequest(
                request.path("db").asText(),
                request.path("csl").asText(),
                properties.path("Options"),
                parameters(properties.path("Parameters")));
    }

    boolean isCommand() {
        return csl.stripLeading().startsWith(".");
    }

    private static JsonNode properties(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        return given.isTextual() ? json(given.asText()) : given;
    }

    private static Map<String, String> parameters(JsonNode given) {
        var parameters = new LinkedHashMap<String, String>();
        given.properties().forEach(e -> parameters.put(e.getKey(), e.getValue().asText()));
        return parameters;
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = ColumnValue.JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // Its message may quote the query; where it is malformed the client's author sees without it.
        }
        throw refusal("The request, or its properties, is no JSON object. Send {\"db\", \"csl\", \"properties\"}.");
    }

    private static KustoRefusal refusal(String why) {
        return new KustoRefusal(KustoError.refused(MALFORMED, why));
    }
}
