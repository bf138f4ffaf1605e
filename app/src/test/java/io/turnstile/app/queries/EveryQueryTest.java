package io.turnstile.app.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.embedded.kql.KqlEngine;
import io.turnstile.embedded.kql.ResultTable;
import io.turnstile.queries.Query;
import io.turnstile.queries.QueryCatalogue;
import io.turnstile.queries.Shelf;
import io.turnstile.queries.ShippedTrees;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is shipped for people to run, runs: also with its defaults alone, and where there is nothing. */
class EveryQueryTest {

    static Stream<Query> queries() {
        return QueryCatalogue.shipped().all().stream().filter(query -> query.shelf() != Shelf.INGEST);
    }

    static Stream<Query> verifications() {
        return QueryCatalogue.shipped().on(Shelf.VERIFICATION).stream();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void itRunsAndGivesTheColumnsThatItSays(Query query) {
        ResultTable result = Ground.few().run(query.name(), Map.of());

        assertThat(result.rows()).isNotEmpty();
        assertThat(result.columns())
                .extracting(column -> column.name() + " " + column.type().name().toLowerCase(Locale.ROOT))
                .isEqualTo(query.header().columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void itsAnswerToNothingIsNothing(Query query) {
        assertThat(overNothing(query)).hasSize(query.shelf() == Shelf.VERIFICATION ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("verifications")
    void whatHasNoCaseHasNoShare(Query query) {
        Cells row = overNothing(query).get(0);
        assertThat(row.number("cases")).isZero();
        assertThat(row.number("holds")).isZero();
        assertThat(row.number("fails")).isZero();
        assertThat(row.value("share")).isNull();
    }

    private static List<Cells> overNothing(Query query) {
        var engine = new KqlEngine(new ShippedTrees(), () -> Instant.EPOCH);
        return Cells.of(engine.run(query.text(), Map.of(), TelemetryTable.of(List.of())));
    }
}
