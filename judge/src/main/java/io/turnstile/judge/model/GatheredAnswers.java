package io.turnstile.judge.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What batches have answered so far, in a recorded file. In memory is only where each answer stands: about 100 bytes an
 * answer. For one thread.
 */
final class GatheredAnswers implements AutoCloseable {

    private static final int HEX_DIGITS_OF_A_LONG = 16;

    private final Path file;
    private final RecordingWriter writer;
    private final Map<Question, Place> places = new HashMap<>();

    /** 128 bits of a question's hash. */
    private record Question(long high, long low) {

        static Question of(String hash) {
            return new Question(
                    HexFormat.fromHexDigitsToLong(hash, 0, HEX_DIGITS_OF_A_LONG),
                    HexFormat.fromHexDigitsToLong(hash, HEX_DIGITS_OF_A_LONG, 2 * HEX_DIGITS_OF_A_LONG));
        }
    }

    private record Place(long begin, int length) {}

    private GatheredAnswers(Path file, RecordingWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /**
     * Goes on with a file, or begins it.
     *
     * @throws IllegalStateException if it cannot be used, or holds the answers of another model
     */
    static GatheredAnswers open(Path file, String identity) {
        var answers = new GatheredAnswers(file, RecordingWriter.open(file, identity));
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            answers.find(in);
            return answers;
        } catch (IOException | RuntimeException e) {
            answers.close();
            throw new IllegalStateException(
                    "The answers of batches in " + file + " cannot be read (" + e.getMessage()
                            + "). Restore the file, or delete it and pay again for what it held.",
                    e);
        }
    }

    /** What was answered to the question with this hash. */
    Optional<Recording.Entry> find(String hash) {
        return Optional.ofNullable(places.get(Question.of(hash)))
                .map(place -> Recording.parse(writer.read(place.begin(), place.length()), Recording.Entry.class));
    }

    /** Adds entries, all at once; they are on the disk when it returns. */
    void add(List<Recording.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var lines = entries.stream().map(Recording::line).toList();
        long begin = writer.add(String.join("\n", lines) + "\n");
        for (int index = 0; index < lines.size(); index++) {
            int length = lines.get(index).getBytes(StandardCharsets.UTF_8).length;
            places.put(Question.of(entries.get(index).question()), new Place(begin, length));
            begin += length + 1L;
        }
    }

    @Override
    public void close() {
        writer.close();
    }

    /** Closes it and forgets all answers. */
    void discard() {
        close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be deleted. Delete it.", e);
        }
    }

    private void find(InputStream in) throws IOException {
        long begin = 0;
        boolean isHeader = true;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int length = line.getBytes(StandardCharsets.UTF_8).length;
            if (!isHeader) {
                var entry = Recording.parse(line, Recording.Entry.class);
                places.put(Question.of(entry.question()), new Place(begin, length));
            }
            isHeader = false;
            begin += length + 1L;
        }
    }

    /** The writer has cut what has no end. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
