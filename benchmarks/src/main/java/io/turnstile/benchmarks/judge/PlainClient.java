package io.turnstile.benchmarks.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.judge.model.ChatQuestion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The JDK's HTTP client, with a body of the same size: the least that asking can cost. */
final class PlainClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    PlainClient(String address) {
        this.address = URI.create(address + "/chat/completions");
    }

    void ask(ChatQuestion question) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(question)))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200 || !JSON.readTree(response.body()).has("choices")) {
            throw new IOException("The server of the benchmark answered with status " + response.statusCode() + ".");
        }
    }
}
