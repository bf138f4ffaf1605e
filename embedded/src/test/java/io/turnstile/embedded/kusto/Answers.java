package io.turnstile.embedded.kusto;

import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlType;
import io.turnstile.embedded.kql.ResultTable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Answers by hand, in place of the engine. */
final class Answers {

    private Answers() {}

    /** One column n of the numbers from 1. */
    static Answering numbers(int count) {
        var rows =
                LongStream.rangeClosed(1, count).mapToObj(n -> new Object[] {n}).toList();
        return (kql, parameters, database) -> new ResultTable(List.of(new KqlColumn("n", KqlType.LONG)), rows);
    }

    /** The query is a table's name; parameters after and upTo are the window. */
    static Answering tables() {
        return (kql, parameters, database) -> {
            var table = database.table(kql).orElseThrow();
            var rows = table.rows(parameters.get("after"), parameters.get("upTo"))
                    .map(row -> IntStream.range(0, table.columns().size())
                            .mapToObj(row::value)
                            .toArray())
                    .toList();
            return new ResultTable(table.columns(), rows);
        };
    }
}
