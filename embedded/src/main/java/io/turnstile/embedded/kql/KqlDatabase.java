package io.turnstile.embedded.kql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that a query may name. A query sees one state of it from beginning to end. */
public interface KqlDatabase {

    /** A table by its name; empty where there is none. */
    Optional<Table> table(String name);

    /** The cursor after the row that was ingested last: what cursor_current() gives. A decimal number, as Kusto's. */
    String currentCursor();

    /** A table that only grows. */
    interface Table {

        List<KqlColumn> columns();

        /**
         * The rows of a range of cursors, in the order of their ingestion.
         *
         * @param after exclusive; null or empty for the beginning
         * @param upTo inclusive; null for the end
         */
        Stream<Row> rows(String after, String upTo);
    }

    /** A row that was ingested. */
    interface Row {

        /** The value of a column by its position, of the Java type that {@link KqlType} names, or null. */
        Object value(int column);

        /** What ingestion_time() gives. Rows that were ingested together share it. */
        java.time.Instant ingestionTime();

        /** Rows that were ingested together share it. */
        String cursor();
    }
}
