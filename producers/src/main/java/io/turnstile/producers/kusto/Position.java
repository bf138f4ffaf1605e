package io.turnstile.producers.kusto;

import java.time.Instant;
import java.util.Map;

/** How far a source has been read. */
sealed interface Position {

    /**
     * Nothing has been read yet.
     *
     * @param from the first rows are those that were ingested then; null to begin with what comes from now on
     */
    record Start(Instant from) implements Position {}

    /**
     * Within a window, or at its end.
     *
     * @param identity what the cursors belong to
     * @param columns the types, by name, of the columns that rows were made from; empty before the first row
     * @param window the window
     * @param lastRead the last part of it that was read; null where all of it was
     */
    record Within(SourceIdentity identity, Map<String, String> columns, Window window, Part lastRead)
            implements Position {

        public Within {
            columns = Map.copyOf(columns);
        }

        boolean isWindowDone() {
            return lastRead == null;
        }
    }
}
