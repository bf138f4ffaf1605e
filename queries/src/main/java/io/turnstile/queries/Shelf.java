package io.turnstile.queries;

import java.util.Locale;

/** What a query is for, and the folder that it lies in. */
public enum Shelf {
    /** What the Kusto source runs. */
    INGEST,
    /** Data to train on. */
    PRODUCTION,
    /** What there is, before one asks for data. */
    EXPLORATION,
    /** Whether what is said of the data holds. */
    VERIFICATION;

    /** The folder's name. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Shelf inFolder(String folder) {
        return valueOf(folder.toUpperCase(Locale.ROOT));
    }
}
