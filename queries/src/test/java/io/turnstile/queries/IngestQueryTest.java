package io.turnstile.queries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestQueryTest {

    @ParameterizedTest
    @ValueSource(strings = {"agent_mode_rows", "agent_mode_rows_product"})
    void theShippedCountingQueryIsThatOfTheRowsWithTheCountingLine(String name) {
        var query = IngestQuery.shipped(name).orElseThrow();

        assertThat(new IngestQuery(name, query.counts(), "").essence())
                .isEqualTo(query.essence() + "\n" + IngestQuery.COUNTING.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent_mode_rows", "agent_mode_rows_product"})
    void theShippedQueriesAreBoundAndDeclareEveryParameter(String name) {
        var query = IngestQuery.shipped(name).orElseThrow();

        assertThat(query.missingParameters()).isEmpty();
        assertThat(new ShippedTrees().bind(query.rows()).isSound()).isTrue();
        assertThat(new ShippedTrees().bind(query.counts()).columns())
                .extracting(Binding.Column::name)
                .containsExactly("Slot", "Part", "Rows", "First", "Last");
        assertThat(new ShippedTrees().bind(IngestQuery.currentCursor()).isSound())
                .isTrue();
    }

    @Test
    void aQueryThatDoesNotUseAParameterIsFoundOut() {
        var query = IngestQuery.of("mine", "AppEvents | where cursor_after(afterCursor)");

        assertThat(query.missingParameters()).contains("toCursor", "slotFrom").doesNotContain("afterCursor");
    }

    @Test
    void commentsAndIndentationAreNotOfTheEssence() {
        var query = IngestQuery.of("mine", "// one\nAppEvents\n  | take 1 \n\n");

        assertThat(query.essence()).isEqualTo("AppEvents\n| take 1");
        assertThat(query.counts()).isEqualTo("// one\nAppEvents\n  | take 1\n" + IngestQuery.COUNTING);
    }

    @Test
    void thereIsNoShippedQueryOfAnotherName() {
        assertThat(IngestQuery.shipped("current_cursor")).isEmpty();
    }
}
