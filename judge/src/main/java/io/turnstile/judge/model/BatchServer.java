package io.turnstile.judge.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.batches.BatchListParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The server's files and batches. https://platform.openai.com/docs/api-reference/batch */
final class BatchServer {

    private static final String CHUNK = "turnstile-chunk";
    private static final long PAGE = 100;

    /** A batch file has up to 200 MB, which is no matter of judge.timeout. */
    private static final RequestOptions FOR_FILES =
            RequestOptions.builder().timeout(Duration.ofHours(1)).build();

    /** What Azure says of a file that it still looks at; OpenAI is done at once. */
    private static final Set<String> NOT_READY = Set.of("pending", "running", "notRunning");

    private final OpenAIClient client;
    private final String endpoint;
    private final ServerCalls calls;
    private final ErrorReading errors;
    private final Retry retry;

    /** @param endpoint the path that each question in a batch goes to */
    BatchServer(OpenAIClient client, String endpoint, String host, Retry retry) {
        this.client = client;
        this.endpoint = endpoint;
        this.calls = new ServerCalls(host);
        this.errors = new ErrorReading(host);
        this.retry = retry;
    }

    String endpoint() {
        return endpoint;
    }

    /** @return the file's id */
    String upload(Path file) throws InterruptedException {
        var stored = retried(() -> client.files()
                .withRawResponse()
                .create(
                        FileCreateParams.builder()
                                .purpose(FilePurpose.BATCH)
                                .file(file)
                                .build(),
                        FOR_FILES));
        return required(stored, "id");
    }

    boolean isReady(String fileId) throws InterruptedException {
        var file = retried(() -> client.files().withRawResponse().retrieve(fileId));
        return !NOT_READY.contains(file.path("status").asText(""));
    }

    /**
     * Begins a batch. It is not retried: the server may have heard, and then a second one would be paid.
     *
     * @return the batch's id
     */
    String begin(BatchChunk chunk) throws InterruptedException {
        var params = BatchCreateParams.builder()
                .completionWindow(BatchCreateParams.CompletionWindow._24H)
                .endpoint(BatchCreateParams.Endpoint.of(endpoint))
                .inputFileId(chunk.fileId())
                .metadata(BatchCreateParams.Metadata.builder()
                        .putAdditionalProperty(CHUNK, JsonValue.from(chunk.id()))
                        .build())
                .build();
        return required(once(() -> client.batches().withRawResponse().create(params)), "id");
    }

    /** The batch that was begun for a chunk, or none if the server never heard of it. */
    Optional<String> find(BatchChunk chunk) throws InterruptedException {
        var params = BatchListParams.builder().limit(PAGE);
        while (true) {
            var page = retried(() -> client.batches().withRawResponse().list(params.build()));
            String last = "";
            for (var batch : page.path("data")) {
                last = batch.path("id").asText();
                if (chunk.id().equals(batch.path("metadata").path(CHUNK).asText())) {
                    return Optional.of(last);
                }
            }
            if (!page.path("has_more").asBoolean() || last.isEmpty()) {
                return Optional.empty();
            }
            params.after(last);
        }
    }

    JsonNode batch(String batchId) throws InterruptedException {
        return retried(() -> client.batches().withRawResponse().retrieve(batchId));
    }

    /** Brings a file here, as a whole or not at all. */
    void download(String fileId, Path target) throws InterruptedException {
        var draft = target.resolveSibling(target.getFileName() + ".new");
        retry.run(() -> understood(() -> calls.run(
                () -> client.files().withRawResponse().content(fileId, FOR_FILES),
                response -> Files.copy(response.body(), draft, StandardCopyOption.REPLACE_EXISTING))));
        StateDirectory.move(draft, target);
    }

    private JsonNode retried(ServerCalls.Call call) throws InterruptedException {
        return retry.run(() -> once(call));
    }

    private JsonNode once(ServerCalls.Call call) throws InterruptedException {
        return understood(() -> calls.json(call));
    }

    /** A call whose errors are not about a question. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws ServerErrorException, AnswerTooLargeException, InterruptedException;
    }

    private <T> T understood(Attempt<T> attempt) throws InterruptedException {
        try {
            return attempt.run();
        } catch (ServerErrorException e) {
            var declined = errors.read(e.status(), e.error(), e.retryAfter(), false);
            throw CallFailedException.lasting("The model's server does not take the batch. " + declined.message());
        } catch (AnswerTooLargeException e) {
            throw CallFailedException.lasting(
                    "The model's server sent more than judge.max-answer-bytes about a batch. Raise it.");
        }
    }

    private static String required(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw CallFailedException.garbage("The model's server sent a batch without " + field
                    + ". Check that judge.base-url is a server with batches.");
        }
        return body.path(field).asText();
    }
}
