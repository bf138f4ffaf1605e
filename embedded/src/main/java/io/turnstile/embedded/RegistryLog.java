package io.turnstile.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the registry has printed since it was started. */
record RegistryLog(Path file) {

    /** Quarkus prints this once it serves; asked for port 0, it is the only place that names the port it got.
     * What follows the address must be there too, or half a port could be read. */
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)\\s");

    private static final int LAST_LINES = 15;

    /** Where the registry says that it listens, e.g. {@code http://127.0.0.1:8081}; empty until it does. */
    Optional<String> announcedAddress() {
        var matcher = LISTENING.matcher(text());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The end of it, for an error message. */
    String lastLines() {
        List<String> lines = text().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private String text() {
        try {
            // Any byte is a character here, whatever the child's encoding.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "(" + file + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
