package io.turnstile.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The registry's REST API as anyone can call it, without Confluent's client: what the tests hold that client against. */
record RegistryRest(String url) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    String schemaById(int id) throws IOException, InterruptedException {
        return found("/schemas/ids/" + id).get("schema").asText();
    }

    String latestSchema(String subject) throws IOException, InterruptedException {
        return found("/subjects/" + subject + "/versions/latest").get("schema").asText();
    }

    /** The compatibility set for the subject itself, not the global one. */
    String compatibilityOf(String subject) throws IOException, InterruptedException {
        return found("/config/" + subject).get("compatibilityLevel").asText();
    }

    /** The subject's versions; none where the registry does not know it. */
    List<Integer> versions(String subject) throws IOException, InterruptedException {
        HttpResponse<String> response = get("/subjects/" + subject + "/versions");
        var versions = new ArrayList<Integer>();
        if (response.statusCode() != 404) {
            JSON.readTree(response.body()).forEach(version -> versions.add(version.asInt()));
        }
        return versions;
    }

    private JsonNode found(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError("GET " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }
}
