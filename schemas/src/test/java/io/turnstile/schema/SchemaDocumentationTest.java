package io.turnstile.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;

/** A schema is what others read of this project first: nothing in it goes without a word. */
class SchemaDocumentationTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "src/main/avro");

    @Test
    void everyRecordFieldAndEnumIsDocumented() throws IOException {
        assertThat(named().stream().flatMap(SchemaDocumentationTest::undocumented))
                .isEmpty();
    }

    @Test
    void everyFileIsWalked() throws IOException {
        List<String> names = named().stream().map(Schema::getName).toList();

        assertThat(names).contains("RoundCheck", "Vote", "RowOrigin", "Outcome");
        assertThat(files().stream().map(file -> file.getFileName().toString().replace(".avsc", "")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(names).contains(name));
    }

    @Test
    void whatIsMissingIsNamed() {
        Schema blank = Schema.createRecord(
                "Blank",
                " ",
                "test",
                false,
                List.of(new Schema.Field("bare", Schema.create(Schema.Type.INT)), field("spoken", "A number.")));

        assertThat(undocumented(blank)).containsExactly("test.Blank", "test.Blank.bare");
    }

    /** Every record and enum of every file, those within others too. */
    private static List<Schema> named() throws IOException {
        var parser = new SchemaParser();
        for (Path file : files()) {
            parser.parse(file);
        }
        return parser.getParsedNamedSchemas();
    }

    /** In order of name: an enum with a default must be parsed before a field that has one of its constants. */
    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> undocumented(Schema schema) {
        Stream<String> self = isBlank(schema.getDoc()) ? Stream.of(schema.getFullName()) : Stream.empty();
        Stream<String> fields = schema.getType() != Schema.Type.RECORD
                ? Stream.empty()
                : schema.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .map(field -> schema.getFullName() + "." + field.name());
        return Stream.concat(self, fields);
    }

    private static boolean isBlank(String doc) {
        return doc == null || doc.isBlank();
    }

    private static Schema.Field field(String name, String doc) {
        return new Schema.Field(name, Schema.create(Schema.Type.INT), doc, (Object) null);
    }
}
