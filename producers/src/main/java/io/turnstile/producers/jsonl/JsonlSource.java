package io.turnstile.producers.jsonl;

import io.turnstile.producers.MalformedReason;
import io.turnstile.producers.SourceException;
import io.turnstile.producers.SourceFile;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.TelemetrySource;
import io.turnstile.schema.RowOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Rows as lines of JSON, as they are saved from Kusto or by {@link JsonLines}. Blank lines are skipped; a line that is
 * no row becomes a malformed item with its file and line number. Memory is bounded by the longest line that is taken.
 */
public final class JsonlSource implements TelemetrySource {

    /** Stands for standard input among the places. */
    public static final String STANDARD_INPUT = "-";

    private static final String NAME = "jsonl";
    private static final List<String> EXTENSIONS = List.of(".jsonl", ".ndjson", ".json");

    private final Deque<Input> inputs;
    private final int maxLineBytes;
    private Input current;
    private LineReader lines;

    /** Something to read lines from. */
    private record Input(String name, Opening opening) {}

    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }

    private JsonlSource(Collection<Input> inputs, int maxLineBytes) {
        this.inputs = new ArrayDeque<>(inputs);
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * @param places files; folders, of which the files ending in .jsonl, .ndjson or .json are read in the order of their
     *     names; {@value #STANDARD_INPUT} for standard input
     * @throws SourceException if a place does not exist or a folder cannot be listed
     */
    public static JsonlSource of(List<String> places, JsonlConfiguration configuration) {
        return of(places, System.in, configuration);
    }

    static JsonlSource of(List<String> places, InputStream standardInput, JsonlConfiguration configuration) {
        var inputs = new ArrayList<Input>();
        for (String place : places) {
            if (place.equals(STANDARD_INPUT)) {
                inputs.add(new Input("stdin", () -> standardInput));
            } else {
                SourceFile.in(List.of(Path.of(place)), EXTENSIONS)
                        .forEach(file -> inputs.add(new Input(file.name(), () -> Files.newInputStream(file.path()))));
            }
        }
        return new JsonlSource(inputs, configuration.maxLineBytes());
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Iterator<SourceItem> items() {
        return new Iterator<>() {
            private Optional<SourceItem> next = Optional.empty();

            @Override
            public boolean hasNext() {
                next = next.or(JsonlSource.this::read);
                return next.isPresent();
            }

            @Override
            public SourceItem next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("All lines have been read");
                }
                var item = next.get();
                next = Optional.empty();
                return item;
            }
        };
    }

    /** The next item of any input, or empty after the last. */
    private Optional<SourceItem> read() {
        while (lines != null || !inputs.isEmpty()) {
            try {
                if (lines == null) {
                    current = inputs.remove();
                    lines = new LineReader(current.opening().open(), maxLineBytes);
                }
                var line = lines.next();
                if (line.isEmpty()) {
                    closeCurrent();
                } else if (!line.get().isBlank()) {
                    return Optional.of(
                            item(line.get(), current.name() + ":" + line.get().number()));
                }
            } catch (IOException e) {
                closeCurrent();
                return Optional.of(malformed(
                        current.name(), MalformedReason.UNREADABLE, e.getClass().getSimpleName(), new byte[0]));
            }
        }
        return Optional.empty();
    }

    private SourceItem item(Line line, String place) {
        if (line.isTooLong()) {
            return malformed(
                    place,
                    MalformedReason.TOO_LONG,
                    "the line is longer than " + maxLineBytes + " bytes",
                    line.bytes());
        }
        try {
            return new SourceItem.Row(RowJson.read(line.bytes(), new RowOrigin(NAME, place)));
        } catch (MalformedRowException e) {
            return malformed(place, e.reason(), e.getMessage(), line.bytes());
        }
    }

    private static SourceItem malformed(String place, MalformedReason reason, String detail, byte[] bytes) {
        return new SourceItem.Malformed(NAME, place, reason, detail, bytes);
    }

    private void closeCurrent() {
        if (lines != null) {
            try {
                lines.close();
            } catch (IOException e) {
                throw new SourceException("The file " + current.name() + " did not close: " + e.getMessage(), e);
            } finally {
                lines = null;
            }
        }
    }

    @Override
    public void close() {
        closeCurrent();
    }
}
