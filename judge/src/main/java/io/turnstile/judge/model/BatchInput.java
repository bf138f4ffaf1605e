package io.turnstile.judge.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import io.turnstile.judge.model.BatchChunk.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes questions into batch files, each within the server's limits. */
final class BatchInput {

    private static final JsonMapper LIBRARY = ObjectMappers.jsonMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Iterator<BatchQuestion> questions;
    private final Set<String> known;
    private final ModelParameters parameters;
    private final BatchConfiguration configuration;
    private final String endpoint;
    private final TokenEstimate estimate;

    /** A question's line that no file had room for yet. */
    private Line pending;

    private record Line(byte[] bytes, long promptTokens) {}

    /** @param known keys that are under way already; those that are written are added to them */
    BatchInput(
            Iterator<BatchQuestion> questions,
            Set<String> known,
            ModelParameters parameters,
            BatchConfiguration configuration,
            String endpoint,
            TokenEstimate estimate) {
        this.questions = questions;
        this.known = known;
        this.parameters = parameters;
        this.configuration = configuration;
        this.endpoint = endpoint;
        this.estimate = estimate;
    }

    /**
     * Writes the next file into the directory.
     *
     * @return nothing when there is no question left
     * @throws IllegalArgumentException if one question is longer than a file may be
     */
    Optional<BatchChunk> next(StateDirectory directory) {
        if (!advance()) {
            return Optional.empty();
        }
        var id = UUID.randomUUID().toString();
        var chunk = new BatchChunk(id, 0, 0, Step.WRITTEN, null, null, 0);
        try (var out = Files.newOutputStream(directory.file(chunk.input()))) {
            return Optional.of(written(chunk, out));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The batch file " + directory.file(chunk.input()) + " cannot be written. Check the disk.", e);
        }
    }

    /** The keys in a file, in its order. */
    static List<String> keys(Path input) {
        try (var lines = Files.lines(input, UTF_8)) {
            var keys = new ArrayList<String>();
            lines.forEach(line -> keys.add(key(line)));
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("The batch file " + input + " cannot be read. Restore it.", e);
        }
    }

    private BatchChunk written(BatchChunk chunk, OutputStream out) throws IOException {
        int lines = 0;
        long bytes = 0;
        long promptTokens = 0;
        while (lines < configuration.lines() && advance() && bytes + pending.bytes().length <= configuration.bytes()) {
            out.write(pending.bytes());
            lines++;
            bytes += pending.bytes().length;
            promptTokens += pending.promptTokens();
            pending = null;
        }
        return new BatchChunk(chunk.id(), lines, promptTokens, chunk.step(), null, null, 0);
    }

    /** Whether there is a pending line, now if not before. */
    private boolean advance() {
        while (pending == null && questions.hasNext()) {
            var question = questions.next();
            if (known.add(question.contentKey())) {
                pending = line(question);
            }
        }
        return pending != null;
    }

    private Line line(BatchQuestion question) {
        try {
            var body = LIBRARY.valueToTree(
                    Completions.of(question.question(), parameters)._body());
            var line = JSON.createObjectNode()
                    .put("custom_id", question.contentKey())
                    .put("method", "POST")
                    .put("url", endpoint)
                    .set("body", JSON.readTree(LIBRARY.writeValueAsBytes(body)));
            byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(UTF_8);
            if (bytes.length > configuration.bytes()) {
                throw new IllegalArgumentException("A question is longer than judge.batch-bytes. Raise it.");
            }
            return new Line(bytes, estimate.of(question.question()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String line) {
        try {
            return JSON.readTree(line).path("custom_id").asText();
        } catch (IOException e) {
            // Without the cause: it could quote the question.
            throw new IllegalStateException("A batch file here has a line that is not JSON. Restore the file.");
        }
    }
}
