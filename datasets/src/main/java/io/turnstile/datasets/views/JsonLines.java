package io.turnstile.datasets.views;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of JSON objects, one a line, in UTF-8. Objects are streamed: none stands in memory as text. */
final class JsonLines implements AutoCloseable {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    private final JsonGenerator json;
    private long count;

    private JsonLines(JsonGenerator json) {
        this.json = json;
    }

    /** Writes one object. */
    interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    /** Makes the file, and replaces one that is there. */
    static JsonLines create(Path file) throws IOException {
        return new JsonLines(JSON.createGenerator(Files.newOutputStream(file)));
    }

    void add(Writing object) throws IOException {
        object.write(json);
        json.writeRaw('\n');
        count++;
    }

    /** How many lines there are. */
    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
