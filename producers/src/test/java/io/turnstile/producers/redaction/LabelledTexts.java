package io.turnstile.producers.redaction;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The labelled test set: texts as developers write them, in which {@code [[type:…]]} marks what is to be found. */
final class LabelledTexts {

    private static final Path FOLDER = Path.of("src", "test", "resources", "redaction");
    private static final Pattern MARK = Pattern.compile("(?s)\\[\\[([a-z-]+):(.*?)]]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private LabelledTexts() {}

    /**
     * A text of the set.
     *
     * @param file the file that it stands in, without its ending: the type that it is about
     * @param text the text without marks
     * @param spans what is to be found, in order
     */
    record Labelled(String file, String text, List<Span> spans) {}

    static List<Labelled> all() {
        var secrets = new MadeUpSecrets(20260404);
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().flatMap(file -> read(file, secrets).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Labelled> read(Path file, MadeUpSecrets secrets) {
        String name = file.getFileName().toString().replace(".jsonl", "");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> parse(name, secrets.fill(text(line)))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String line) {
        try {
            return JSON.readTree(line).get("text").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Labelled parse(String file, String marked) {
        var text = new StringBuilder();
        var spans = new ArrayList<Span>();
        var mark = MARK.matcher(marked);
        int from = 0;
        while (mark.find()) {
            text.append(marked, from, mark.start());
            int start = text.length();
            text.append(mark.group(2));
            spans.add(new Span(RedactionType.of(mark.group(1)), start, text.length()));
            from = mark.end();
        }
        return new Labelled(file, text.append(marked, from, marked.length()).toString(), List.copyOf(spans));
    }
}
