package io.turnstile.datasets.export;

import java.util.Locale;

/** In what a dataset's rows are written. */
public enum FileFormat {
    /** Columns with types, zstd. */
    PARQUET("FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + FileFormat.ROWS_AT_A_TIME),
    /** One JSON object a line. */
    JSONL("FORMAT json");

    /** A group is held in memory while it is written: at 4 KB a text this is 64 MB. DuckDB takes multiples of 2,048. */
    private static final int ROWS_AT_A_TIME = 16_384;

    private final String copyOptions;

    FileFormat(String copyOptions) {
        this.copyOptions = copyOptions;
    }

    /** The file of a stem, such as {@code train}. */
    String file(String stem) {
        return stem + "." + name().toLowerCase(Locale.ROOT);
    }

    String copyOptions() {
        return copyOptions;
    }
}
