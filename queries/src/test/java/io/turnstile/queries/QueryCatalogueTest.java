package io.turnstile.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.turnstile.queries.QueryHeader.OutputColumn;
import io.turnstile.queries.QueryHeader.Parameter;
import org.junit.jupiter.api.Test;

/** The shipped queries by name and by shelf. */
class QueryCatalogueTest {

    private static final QueryCatalogue CATALOGUE = QueryCatalogue.shipped();

    @Test
    void everyShelfHasItsQueries() {
        assertThat(CATALOGUE.on(Shelf.PRODUCTION))
                .extracting(Query::name)
                .containsExactly(
                        "sft_complete_conversations_3to10",
                        "sft_nested_json",
                        "sft_nested_json_simple",
                        "sft_session_router_first_turns",
                        "sft_stratified_by_turn_count");
        assertThat(CATALOGUE.on(Shelf.EXPLORATION))
                .extracting(Query::name)
                .containsExactly(
                        "complete_3turn_conversations_with_delta",
                        "discover_events",
                        "discover_events_product",
                        "exact_tool_tokens",
                        "message_schema",
                        "model_switching",
                        "token_breakdown_by_tool_use",
                        "token_schema",
                        "tool_schema");
        assertThat(CATALOGUE.on(Shelf.VERIFICATION))
                .extracting(Query::name)
                .containsExactly("delta_accuracy", "numRequests_formula", "token_accumulation");
        assertThat(CATALOGUE.on(Shelf.INGEST)).isNotEmpty();
    }

    @Test
    void namesAreUnique() {
        assertThat(CATALOGUE.all()).extracting(Query::name).doesNotHaveDuplicates();
    }

    @Test
    void aNameThatIsNotThereIsAnsweredByThoseNearIt() {
        assertThatExceptionOfType(NoSuchQueryException.class)
                .isThrownBy(() -> CATALOGUE.named("delta_acuracy"))
                .withMessage("There is no query delta_acuracy. Did you mean one of:"
                        + " complete_3turn_conversations_with_delta, delta_accuracy?");
    }

    @Test
    void aNameLikeNoOtherIsAnsweredByAll() {
        assertThatExceptionOfType(NoSuchQueryException.class)
                .isThrownBy(() -> CATALOGUE.named("everything"))
                .withMessageContaining("sft_nested_json")
                .withMessageContaining("numRequests_formula");
    }

    @Test
    void theHeaderIsReadWithItsLongLines() {
        QueryHeader header = HeaderComments.read("""
                // Purpose: one thing,
                //   and another.
                // Parameters:
                //   lookback (timespan, 1d): how far
                //       back.
                //   endTime (datetime, datetime(null)): when.
                // Output:
                //   turns (dynamic): all.
                // Cost: none.
                print 1
                // Purpose: not this.
                """);
        assertThat(header.purpose()).isEqualTo("one thing, and another.");
        assertThat(header.parameters())
                .containsExactly(
                        new Parameter("lookback", "timespan", "1d", "how far back."),
                        new Parameter("endTime", "datetime", "datetime(null)", "when."));
        assertThat(header.columns()).containsExactly(new OutputColumn("turns", "dynamic", "all."));
        assertThat(header.cost()).isEqualTo("none.");
    }
}
