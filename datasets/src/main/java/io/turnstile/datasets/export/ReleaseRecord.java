package io.turnstile.datasets.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What {@code turnstile judge eval --release} wrote: that a judge has passed its gate.
 *
 * @param fingerprint the judge
 * @param goldenSha256 of the golden set on which it was measured
 * @param date when, as the record has it
 */
public record ReleaseRecord(String fingerprint, String goldenSha256, String date) {

    /** @throws ConfigurationException if the file cannot be read, or says nothing of the kind */
    public static ReleaseRecord read(Path file) {
        JsonNode json = json(file);
        boolean mayBeReleased = json.at("/figures/gate/mayBeReleased").asBoolean()
                && !json.at("/figures/isBaseline").asBoolean(true);
        if (!json.path("fingerprint").isTextual() || !mayBeReleased) {
            throw new ConfigurationException("The file " + file + " does not say that a judge may be released."
                    + " 'turnstile judge eval --release FILE' writes such a record.");
        }
        return new ReleaseRecord(
                json.path("fingerprint").textValue(),
                json.path("goldenSha256").asText(),
                json.path("date").asText());
    }

    private static JsonNode json(Path file) {
        try {
            return new JsonMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new ConfigurationException("The release record " + file + " cannot be read: " + e.getMessage());
        }
    }
}
