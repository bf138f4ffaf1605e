package io.turnstile.judge.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the files of a finished batch: one result for each question that was in it, in the same order each time. */
final class BatchOutput {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final ErrorReading errors;

    /** A result and what it used. */
    record Line(BatchResult result, Usage usage) {}

    BatchOutput(String host) {
        this.errors = new ErrorReading(host);
    }

    /** Gives a chunk's results to a consumer. A line that is broken, or answers what was not asked, is none. */
    void read(StateDirectory directory, BatchChunk chunk, Consumer<Line> consumer) {
        Set<String> open = new LinkedHashSet<>(BatchInput.keys(directory.file(chunk.input())));
        readFile(directory.file(chunk.output()), open, consumer);
        readFile(directory.file(chunk.errors()), open, consumer);
        open.forEach(key -> consumer.accept(notAsked(key, "The batch ended without an answer to this question.")));
    }

    private void readFile(Path file, Set<String> open, Consumer<Line> consumer) {
        if (!Files.exists(file)) {
            return;
        }
        // Decoded leniently: a byte that is no character spoils its own line only.
        try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            reader.lines()
                    .forEach(text -> parsed(text)
                            .filter(line -> open.remove(line.path("custom_id").asText()))
                            .map(this::line)
                            .ifPresent(consumer));
        } catch (IOException e) {
            throw new UncheckedIOException("The batch file " + file + " cannot be read. Check the disk.", e);
        }
    }

    private static Optional<JsonNode> parsed(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Line line(JsonNode line) {
        String key = line.path("custom_id").asText();
        var response = line.path("response");
        try {
            return line(key, reply(response, line.path("error")));
        } catch (CallFailedException e) {
            return notAsked(key, e.getMessage());
        }
    }

    private Reply reply(JsonNode response, JsonNode error) {
        int status = response.path("status_code").asInt();
        if (status == OK) {
            return ReplyReading.read(response.path("body"));
        }
        if (status == 0) {
            throw CallFailedException.passing("The batch did not get to this question.");
        }
        var body = response.path("body");
        var told = body.has("error") ? body.path("error") : error.isObject() ? error : body;
        return errors.read(status, told, Duration.ZERO, true);
    }

    private static Line line(String key, Reply reply) {
        return reply instanceof Reply.Declined declined
                ? new Line(new BatchResult.NotLabelled(key, declined.reason(), declined.message()), declined.usage())
                : new Line(new BatchResult.Answered(key, ((Reply.Answered) reply).answer()), reply.usage());
    }

    private static Line notAsked(String key, String message) {
        return new Line(new BatchResult.NotAsked(key, message), Usage.UNKNOWN);
    }
}
