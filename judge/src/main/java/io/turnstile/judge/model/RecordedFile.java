package io.turnstile.judge.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a recorded file holds. A line without an end was being written when its writer was killed: it is left out.
 *
 * @param identity the recorded model's
 * @param entries the latest entry of each question, by its hash. A question is asked again only if its answer was lost on
 *     the way, so the latest is the one that counted.
 */
record RecordedFile(String identity, Map<String, Recording.Entry> entries) {

    /** @throws IllegalStateException if it cannot be read, or is no recording */
    static RecordedFile read(Path file) {
        Map<String, Recording.Entry> entries = new HashMap<>();
        int number = 1;
        try (var reader = Files.newBufferedReader(file, UTF_8)) {
            String identity = identity(completeLine(reader));
            for (String line = completeLine(reader); !line.isEmpty(); line = completeLine(reader)) {
                number++;
                var entry = Recording.parse(line, Recording.Entry.class);
                entries.put(entry.question(), entry);
            }
            return new RecordedFile(identity, entries);
        } catch (IllegalArgumentException e) {
            throw noRecording(file, number, e);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Only whose answers a file holds.
     *
     * @throws IllegalStateException if it cannot be read, or is no recording
     */
    static String identity(Path file) {
        try (var reader = Files.newBufferedReader(file, UTF_8)) {
            return identity(completeLine(reader));
        } catch (IllegalArgumentException e) {
            throw noRecording(file, 1, e);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
    }

    private static String identity(String firstLine) {
        var header = Recording.parse(firstLine, Recording.Header.class);
        if (header.format() != Recording.FORMAT || header.identity() == null) {
            throw new IllegalArgumentException("another version wrote it");
        }
        return header.identity();
    }

    private static IllegalStateException noRecording(Path file, int line, IllegalArgumentException cause) {
        return new IllegalStateException("The file " + file + " is no recording of a judge (line " + line + ": "
                + cause.getMessage() + "). Check judge.replay-from and judge.record-to.");
    }

    private static IllegalStateException unreadable(Path file, Exception cause) {
        return new IllegalStateException("The recording " + file + " cannot be read ("
                + cause.getClass().getSimpleName() + "). Check judge.replay-from and its permissions.");
    }

    /** The next line, or nothing at the end or where the line has no end. */
    private static String completeLine(BufferedReader reader) throws IOException {
        var line = new StringBuilder();
        for (int next = reader.read(); next >= 0; next = reader.read()) {
            if (next == '\n') {
                return line.toString();
            }
            line.append((char) next);
        }
        return "";
    }
}
