package io.turnstile.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The request that a starting registry needs.
 *
 * @param url the Confluent-compatible API
 * @param client talks to this machine only, so never through a proxy
 */
record RegistryApi(String url, HttpClient client) {

    private static final String PATH = "/apis/ccompat/v7";

    /** Any version reads what any other wrote. The registry's own default is NONE. */
    private static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    static RegistryApi at(String address) {
        var client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(ANSWER_TIMEOUT)
                .build();
        return new RegistryApi(address + PATH, client);
    }

    /** Whether the registry answers and has taken the global compatibility. */
    boolean requireCompatibility() throws InterruptedException {
        var body = "{\"compatibility\":\"" + COMPATIBILITY + "\"}";
        var request = HttpRequest.newBuilder(URI.create(url + "/config"))
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // It does not answer yet; whoever polls knows for how long that is acceptable.
            return false;
        }
    }
}
