package io.turnstile.datasets.export;

import io.turnstile.plan.Candidate;
import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * What was drawn, in the work file: table {@code drawn} has the rows of each file in their order, view {@code dataset} all of
 * their columns.
 */
final class DrawnRows {

    private DrawnRows() {}

    /** Writes the tables. */
    static void write(WorkFile work, Draw draw) throws SQLException {
        work.execute("CREATE OR REPLACE TABLE drawn (stem VARCHAR, place INTEGER, message_id VARCHAR, weight DOUBLE)");
        try (var rows = ((DuckDBConnection) work.connection()).createAppender("drawn")) {
            for (String stem : stems()) {
                int place = 0;
                Map<Share, Double> weights = isNatural(stem) ? Map.of() : draw.weights();
                for (Candidate candidate : rows(draw, stem)) {
                    rows.beginRow()
                            .append(stem)
                            .append(place++)
                            .append(candidate.messageId())
                            .append(weights.getOrDefault(candidate.share(), 1.0))
                            .endRow();
                }
            }
        }
        work.execute("CREATE OR REPLACE TABLE repeat AS SELECT text_hash, CAST(count(*) AS INTEGER) AS turns"
                + " FROM turn GROUP BY text_hash");
        work.execute("CREATE OR REPLACE VIEW dataset AS SELECT d.stem, d.place, t.votes, t.agreeing_votes, "
                + DatasetColumn.selected() + " FROM drawn d JOIN turn t USING (message_id)"
                + " JOIN repeat r USING (text_hash) JOIN cluster c USING (text_hash)");
    }

    /** The stems of the files: the balanced splits, and those at natural prevalence. */
    static List<String> stems() {
        var stems = new ArrayList<String>();
        for (Split split : Split.values()) {
            stems.add(Names.of(split));
        }
        stems.add(Names.natural(Split.VALIDATION));
        stems.add(Names.natural(Split.TEST));
        return stems;
    }

    private static boolean isNatural(String stem) {
        return stem.equals(Names.natural(Split.VALIDATION)) || stem.equals(Names.natural(Split.TEST));
    }

    private static List<Candidate> rows(Draw draw, String stem) {
        for (Split split : Split.values()) {
            if (stem.equals(Names.of(split))) {
                return draw.rows(split);
            }
        }
        return draw.naturalRows(stem.equals(Names.natural(Split.TEST)) ? Split.TEST : Split.VALIDATION);
    }

    /**
     * Lays out the rows of a stem, in their order. What DuckDB writes depends on more than the values: on whether a column
     * had nulls elsewhere, for instance. Laid out, columns hold what is written and nothing else.
     *
     * @return how many they are
     */
    static long layOut(WorkFile work, String stem) throws SQLException {
        work.execute("CREATE OR REPLACE TEMP TABLE laid_out AS SELECT * EXCLUDE (stem, place, votes, agreeing_votes)"
                + " FROM dataset WHERE stem = '" + stem + "' ORDER BY place");
        return work.number("SELECT count(*) FROM laid_out");
    }

    /** Writes the rows that are laid out. */
    static void copy(WorkFile work, FileFormat format, Path file) throws SQLException {
        work.execute("COPY laid_out TO '" + file.toAbsolutePath().toString().replace("'", "''") + "' ("
                + format.copyOptions() + ")");
    }
}
