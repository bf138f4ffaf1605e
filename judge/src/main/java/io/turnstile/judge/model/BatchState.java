package io.turnstile.judge.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The chunks that are under way, in a file that is written before and after each step that the server sees. */
final class BatchState {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "batches.json";

    private final StateDirectory directory;
    private final String identity;
    private final Map<String, BatchChunk> chunks = new LinkedHashMap<>();

    /** @param identity the model's: answers of another one are not ours */
    private record Content(String identity, List<BatchChunk> chunks) {}

    /** @throws IllegalStateException if the file cannot be read, or batches of another model are under way */
    BatchState(StateDirectory directory, String identity) {
        this.directory = directory;
        this.identity = identity;
        directory.read(FILE).map(this::parsed).ifPresent(content -> {
            if (!content.chunks().isEmpty() && !content.identity().equals(identity)) {
                throw new IllegalStateException("Batches of '" + content.identity() + "' are under way in "
                        + directory.file(FILE) + ", and the judge asks '" + identity + "'. Finish them with the former"
                        + " settings, or set judge.state-directory to another directory.");
            }
            content.chunks().forEach(chunk -> chunks.put(chunk.id(), chunk));
        });
        directory.deleteOthers(
                "batch-",
                chunks.values().stream()
                        .flatMap(chunk -> chunk.files().stream())
                        .collect(Collectors.toSet()));
    }

    List<BatchChunk> chunks() {
        return List.copyOf(chunks.values());
    }

    void put(BatchChunk chunk) {
        chunks.put(chunk.id(), chunk);
        write();
    }

    /** Forgets a chunk, then deletes its files. */
    void remove(BatchChunk chunk) {
        chunks.remove(chunk.id());
        write();
        chunk.files().forEach(directory::delete);
    }

    private void write() {
        try {
            directory.replace(FILE, JSON.writeValueAsBytes(new Content(identity, chunks())), true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The state of the batches could not be made.", e);
        }
    }

    private Content parsed(byte[] content) {
        try {
            return JSON.readValue(content, Content.class);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The state of the batches in " + directory.file(FILE) + " cannot be read. Restore it: without it,"
                            + " batches that are under way would be paid for and lost.",
                    e);
        }
    }
}
