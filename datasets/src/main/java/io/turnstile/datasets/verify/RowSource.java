package io.turnstile.datasets.verify;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** From what DuckDB selects the rows of a file, in their order. */
final class RowSource {

    static final String PARQUET = ".parquet";
    static final String JSONL = ".jsonl";

    /** A directory above may be called {@code a=b}: that is no column. */
    private static final String NO_PARTITIONS = "hive_partitioning = false";

    /** A line is as long as the export makes Parquet of, at most. */
    private static final String LINES = "format = 'newline_delimited', maximum_object_size = " + (64 << 20);

    private RowSource() {}

    static boolean isParquet(String file) {
        return file.endsWith(PARQUET);
    }

    static String parquet(Path file) {
        return "read_parquet(" + Quoted.text(file) + ", " + NO_PARTITIONS + ")";
    }

    /** The lines of JSONL, in column {@code json}. */
    static String objects(Path file) {
        return "read_json_objects(" + Quoted.text(file) + ", " + LINES + ")";
    }

    /** Columns of JSONL. @param types as DuckDB calls them, by name; others are not read */
    static String jsonl(Path file, Map<String, String> types) {
        String columns = types.entrySet().stream()
                .map(column -> Quoted.text(column.getKey()) + ": " + Quoted.text(column.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_json(" + Quoted.text(file) + ", " + LINES + ", " + NO_PARTITIONS + ", columns = " + columns + ")";
    }

    /** Counts the rows in which two queries with a column {@code cells} differ. Both are read once, side by side. */
    static String differences(String one, String other) {
        return "SELECT count(*) FROM (" + one + ") one POSITIONAL JOIN (" + other
                + ") other WHERE one.cells IS DISTINCT FROM other.cells";
    }
}
