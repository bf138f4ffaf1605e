package io.turnstile.schema;

import io.turnstile.serde.SchemaRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;

/**
 * The committed versions of one record's schema: files 1.avsc, 2.avsc ... in a directory named after the record, each
 * with all the types that it refers to, as the registry holds it.
 */
record SchemaHistory(Path directory) {

    static SchemaHistory of(Path root, Schema schema) {
        return new SchemaHistory(root.resolve(schema.getName()));
    }

    /** The schema as it is committed: without what only the generated Java classes need. */
    static Schema contract(Schema schema) {
        return SchemaRegistration.contract(schema).rawSchema();
    }

    /** @return the versions, the oldest first */
    List<Schema> versions() throws IOException {
        var versions = new ArrayList<Schema>();
        while (Files.exists(file(versions.size() + 1))) {
            versions.add(SchemaParser.parseSingle(file(versions.size() + 1)));
        }
        return versions;
    }

    /** Whether the newest version is this schema to the letter, its documentation and defaults included. */
    boolean isCurrent(Schema schema) throws IOException {
        List<Schema> versions = versions();
        return !versions.isEmpty()
                && versions.get(versions.size() - 1)
                        .toString()
                        .equals(contract(schema).toString());
    }

    /** Adds the schema as the next version. */
    void write(Schema schema) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(file(versions().size() + 1), SchemaFormatter.format("json/pretty", contract(schema)) + "\n");
    }

    /** What keeps this schema and the committed versions from reading each other's records; nothing if all do. */
    List<String> conflicts(Schema schema) throws IOException {
        var conflicts = new ArrayList<String>();
        List<Schema> versions = versions();
        for (int i = 0; i < versions.size(); i++) {
            Path version = file(i + 1);
            conflict(contract(schema), versions.get(i))
                    .map(why -> "today's schema does not read what " + version + " wrote: " + why)
                    .forEach(conflicts::add);
            conflict(versions.get(i), contract(schema))
                    .map(why -> version + " does not read what today's schema writes: " + why)
                    .forEach(conflicts::add);
        }
        return conflicts;
    }

    private static Stream<String> conflict(Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return result.getType() == SchemaCompatibilityType.COMPATIBLE
                ? Stream.empty()
                : result.getResult().getIncompatibilities().stream()
                        .map(found -> found.getType() + " at " + found.getLocation() + ": " + found.getMessage());
    }

    private Path file(int version) {
        return directory.resolve(version + ".avsc");
    }
}
