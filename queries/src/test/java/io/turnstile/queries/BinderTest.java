package io.turnstile.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.turnstile.queries.Binding.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was bound at build time is what is bound now. */
class BinderTest {

    private static NodeBinder node;

    @BeforeAll
    static void start() {
        node = NodeBinder.fromSystemProperty();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aShippedQueryHasItsTreeWithoutNode() throws IOException {
        String text = new String(
                BinderTest.class
                        .getResourceAsStream("ingest/agent_mode_rows.kql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(new ShippedTrees().bind(text)).isEqualTo(node.bind(text));
    }

    @Test
    void aShippedQueryIsKnownAlsoWhenAClientTrimmedIt() throws IOException {
        String text = new String(
                BinderTest.class
                        .getResourceAsStream("ingest/agent_mode_rows.kql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n");
        assertThat(new ShippedTrees().bind(text.trim())).isEqualTo(new ShippedTrees().bind(text));
    }

    @Test
    void anyOtherTextHasNone() {
        assertThatExceptionOfType(NoBinderException.class)
                .isThrownBy(() -> new ShippedTrees().bind("print 1"))
                .withMessageContaining("no shipped query");
    }

    @Test
    void theResultsColumnsAreKnown() {
        assertThat(node.bind("print a = 1, b = 'x'").columns())
                .containsExactly(new Column("a", "long"), new Column("b", "string"));
    }

    @Test
    void anErrorHasItsPlace() {
        Binding binding = node.bind("AppEvents\n| where Nmae == 'x'");
        assertThat(binding.isSound()).isFalse();
        assertThat(binding.diagnostics())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.line()).isEqualTo(2));
    }
}
