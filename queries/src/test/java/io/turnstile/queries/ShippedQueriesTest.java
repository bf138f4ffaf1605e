package io.turnstile.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.queries.Binding.Column;
import io.turnstile.queries.QueryHeader.OutputColumn;
import io.turnstile.queries.QueryHeader.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query that is shipped parses, binds, and says the truth of itself. */
class ShippedQueriesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ShippedTrees TREES = new ShippedTrees();

    static Stream<Query> queries() {
        return QueryCatalogue.shipped().all().stream();
    }

    static Stream<Query> queriesForPeople() {
        return queries().filter(query -> query.shelf() != Shelf.INGEST);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void theParserSaysNothingAgainstIt(Query query) {
        assertThat(TREES.bind(query.text()).diagnostics()).isEmpty();
    }

    /** Run with -Dturnstile.golden.write=true, read the difference, commit it. */
    @ParameterizedTest
    @MethodSource("queries")
    void theResultHasTheGoldenSchema(Query query) throws IOException {
        Path file = GOLDEN.resolve(query.name() + ".txt");
        String schema = TREES.bind(query.text()).columns().stream()
                .map(column -> column.name() + ": " + column.type() + "\n")
                .collect(Collectors.joining());
        if (Boolean.getBoolean("turnstile.golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, schema);
        }
        assertThat(file).hasContent(schema);
    }

    @ParameterizedTest
    @MethodSource("queriesForPeople")
    void theHeaderNamesTheColumnsThatComeOut(Query query) {
        assertThat(query.header().columns().stream()
                        .map(column -> new Column(column.name(), column.type()))
                        .toList())
                .isEqualTo(TREES.bind(query.text()).columns());
    }

    @ParameterizedTest
    @MethodSource("queriesForPeople")
    void theHeaderNamesTheParametersThatAreDeclared(Query query) {
        assertThat(query.header().parameters().stream()
                        .map(parameter -> parameter.name() + ": " + parameter.type() + " = " + parameter.defaultValue())
                        .toList())
                .isEqualTo(declaredParameters(query));
    }

    @ParameterizedTest
    @MethodSource("queriesForPeople")
    void theHeaderSaysWhatItIsForAndWhatItCosts(Query query) {
        assertThat(query.header().purpose()).isNotBlank();
        assertThat(query.header().cost()).isNotBlank();
        assertThat(query.header().parameters()).extracting(Parameter::meaning).allMatch(text -> text.endsWith("."));
        assertThat(query.header().columns()).extracting(OutputColumn::meaning).allMatch(text -> text.endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void theLintFindsNothing(Query query) {
        assertThat(QueryLint.findings(query.text(), TREES.bind(query.text()))).isEmpty();
    }

    @Test
    void noGoldenSchemaIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isSubsetOf(queries().map(query -> query.name() + ".txt").toList());
        }
    }

    @Test
    void theSharedPartsAreCurrent() throws IOException, InterruptedException {
        Process check = new ProcessBuilder("node", "parts/assemble.mjs", "--check")
                .redirectErrorStream(true)
                .start();
        String says = new String(check.getInputStream().readAllBytes());
        assertThat(check.waitFor()).as(says).isZero();
    }

    /** As they are written, one a line. */
    private static List<String> declaredParameters(Query query) {
        String text = query.text();
        return SyntaxTree.of(TREES.bind(text))
                .descendants()
                .filter(node -> node.is("QueryParametersStatement"))
                .flatMap(statement -> statement.list("Parameters").stream())
                .map(parameter -> text.substring(parameter.start(), text.indexOf('\n', parameter.start())))
                .map(line -> line.replaceFirst("(,|\\);)$", ""))
                .toList();
    }
}
