package io.turnstile.producers.generated;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes ground truth for other programs to read: the conversations as JSON lines, the totals as one JSON object. */
public final class GroundTruthFiles {

    public static final String CONVERSATIONS = "conversations.jsonl";
    public static final String TOTALS = "totals.json";

    private GroundTruthFiles() {}

    /**
     * Writes both files, over existing ones.
     *
     * @param directory where to; it is made where it is missing
     * @throws IOException if a file cannot be written
     */
    public static void write(GroundTruth truth, Path directory) throws IOException {
        Files.createDirectories(directory);
        var mapper = JsonMapper.builder().build();
        ObjectWriter lines = mapper.writer();
        try (var out = Files.newBufferedWriter(directory.resolve(CONVERSATIONS))) {
            for (ConversationTruth conversation : truth.conversations()) {
                out.write(lines.writeValueAsString(conversation));
                out.write('\n');
            }
        }
        // The line end is fixed, so that the bytes do not depend on the platform.
        Files.writeString(directory.resolve(TOTALS), mapper.writeValueAsString(truth.totals()) + "\n");
    }
}
