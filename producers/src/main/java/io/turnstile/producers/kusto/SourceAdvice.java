package io.turnstile.producers.kusto;

import java.util.List;

/** What a source says when it cannot go on: what happened, to what, and what to do next. */
final class SourceAdvice {

    private final KustoConfiguration configuration;

    SourceAdvice(KustoConfiguration configuration) {
        this.configuration = configuration;
    }

    /** @param wrong what is wrong with the answer's columns */
    String notOfRows(List<String> wrong) {
        return "The answer to query " + configuration.query().name() + " is not made of rows: "
                + String.join("; ", wrong) + ". docs/kusto-source.md says what a query must give.";
    }

    /**
     * @param changes what is otherwise than it was
     * @param position up to where rows of the former table were read
     */
    String changedTable(List<String> changes, Position position) {
        String what = "The table is not what it was when source " + configuration.name() + " read it last: "
                + String.join("; ", changes) + ". Nothing of it was sent. Mend the query or the table";
        return position instanceof Position.Within within
                ? what + "; or, if rows are right as they are, " + goOn(within) + "."
                : what + ".";
    }

    /** @param differences in what the position's identity differs from the configured one */
    String foreignPosition(List<String> differences, Position.Within position) {
        return "The stored position of source " + configuration.name() + " belongs to something else: "
                + String.join("; ", differences) + ". Nothing was read. " + ofForeign(position);
    }

    /** @param failure what became of a question that was asked again as long as that made sense */
    String unanswered(QueryException failure) {
        String where = "The cluster " + configuration.identity().cluster() + ", database "
                + configuration.connection().database() + ", ";
        String afterwards = " Then run it again: it goes on from the last commit.";
        return switch (failure.kind()) {
            case NOT_AUTHORIZED ->
                where + "does not let the source in: " + failure.getMessage()
                        + ". Check source.kusto.auth and its keys, and that the identity is a viewer of the database."
                        + afterwards;
            case TOO_LARGE, THROTTLED, TRANSIENT, TIMED_OUT, PERMANENT ->
                where + "did not answer: " + failure.getMessage()
                        + ". Check source.kusto.cluster, source.kusto.database and source.kusto.query, and that the table has the"
                        + " IngestionTime policy."
                        + afterwards;
        };
    }

    private String ofForeign(Position.Within position) {
        var stored = position.identity();
        var configured = configuration.identity();
        boolean isSameDatabase = stored.database().equals(configured.database())
                && stored.cluster().equals(configured.cluster());
        String anew = isBackfill(position) ? "." : "; or begin anew with '" + reset() + "'.";
        return isSameDatabase
                ? "Change it back; or " + goOn(position) + anew
                : "Give the other database a source.kusto.name of its own, or begin anew with '" + reset() + "'.";
    }

    /** The command that leaves the position where it is, as far as there is one. */
    private String goOn(Position.Within position) {
        if (position.isWindowDone()) {
            return "go on from there with '" + set(position.window().to()) + "'";
        }
        return isBackfill(position)
                ? "read the backfill again with '" + reset()
                        + "', where TIME is when it began or from when on rows are missing"
                : "go on with '" + set(position.window().after())
                        + "', which reads the rows of the window in hand again";
    }

    /** It began at a time and after no cursor: there is none to go back to. */
    private static boolean isBackfill(Position.Within position) {
        return !position.isWindowDone() && position.window().after().isEmpty();
    }

    private String set(String cursor) {
        return "turnstile source set " + configuration.name() + " --cursor " + cursor;
    }

    private String reset() {
        return "turnstile source reset " + configuration.name() + " --from TIME";
    }
}
