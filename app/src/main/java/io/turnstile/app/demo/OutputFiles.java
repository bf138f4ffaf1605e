package io.turnstile.app.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.app.RecordJson;
import io.turnstile.producers.generated.GroundTruth;
import io.turnstile.producers.generated.GroundTruthFiles;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.LabeledTurn;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that {@code --out} gets. */
final class OutputFiles implements Results.Listener, AutoCloseable {

    /** The folder of the generator's ground truth. */
    static final String TRUTH = "ground-truth";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path directory;
    private final BufferedWriter conversations;
    private final BufferedWriter partial;
    private final BufferedWriter labeled;

    private OutputFiles(Path directory) throws IOException {
        this.directory = directory;
        conversations = Files.newBufferedWriter(directory.resolve("conversations.jsonl"));
        partial = Files.newBufferedWriter(directory.resolve("partial.jsonl"));
        labeled = Files.newBufferedWriter(directory.resolve("labeled.jsonl"));
    }

    /** @throws IOException if the directory cannot be made or written */
    static OutputFiles in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new OutputFiles(directory);
    }

    @Override
    public void complete(Conversation conversation) {
        write(conversations, conversation);
    }

    @Override
    public void partial(Conversation conversation) {
        write(partial, conversation);
    }

    @Override
    public void labeled(LabeledTurn turn) {
        write(labeled, turn);
    }

    void write(DemoSummary summary) throws IOException {
        Files.writeString(directory.resolve("summary.json"), JSON.writeValueAsString(summary) + "\n");
        Files.writeString(
                directory.resolve("label-counts.json"), JSON.writeValueAsString(summary.labelCounts()) + "\n");
    }

    void write(GroundTruth truth) throws IOException {
        GroundTruthFiles.write(truth, directory.resolve(TRUTH));
    }

    @Override
    public void close() throws IOException {
        conversations.close();
        partial.close();
        labeled.close();
    }

    private static void write(BufferedWriter file, Object value) {
        try {
            file.write(RecordJson.line(value));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("A file of --out could not be written: " + e.getMessage(), e);
        }
    }
}
