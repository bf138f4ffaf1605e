package io.turnstile.datasets.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file with rows beside those of the splits: whole conversations, or a copy. A line can be as long as a conversation, so
 * rows never leave DuckDB.
 *
 * @param name its path below the dataset's directory, with slashes
 * @param types what DuckDB calls the types of its columns; empty in JSONL, which does not say them
 * @param rows how many
 */
record FurtherFile(Connection connection, String name, Path path, Map<String, String> types, long rows) {

    /** @throws SQLException if DuckDB cannot read it */
    static FurtherFile open(Connection connection, Path directory, String name) throws SQLException {
        var types = new LinkedHashMap<String, String>();
        Path path = directory.resolve(name);
        if (RowSource.isParquet(name)) {
            DuckDb.query(
                    connection,
                    "DESCRIBE SELECT * FROM " + RowSource.parquet(path),
                    row -> types.put(row.getString(1), row.getString(2)));
        }
        long rows = DuckDb.number(connection, "SELECT count(*) FROM " + source(path));
        return new FurtherFile(connection, name, path, types, rows);
    }

    /** Its name without its ending. */
    String stem() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /**
     * Whether this one in Parquet and another in JSONL hold the same rows, in the same order.
     *
     * @throws SQLException if the values of the other are not of this one's types
     */
    boolean holdsTheSameAs(FurtherFile jsonl) throws SQLException {
        String cells = types.keySet().stream()
                .map(Quoted::name)
                .collect(Collectors.joining(", ", "SELECT row(", ") AS cells FROM "));
        String differences = RowSource.differences(cells + source(), cells + RowSource.jsonl(jsonl.path, types));
        return DuckDb.number(connection, differences) == 0;
    }

    /** From what its rows are selected. */
    String source() {
        return source(path);
    }

    private static String source(Path path) {
        return RowSource.isParquet(path.toString()) ? RowSource.parquet(path) : RowSource.objects(path);
    }

    /** What to select for a column as text; null where there is none. */
    String text(String column) {
        if (!RowSource.isParquet(name)) {
            return "json_extract_string(json, " + Quoted.text("$." + column) + ")";
        }
        return "CAST(" + (types.containsKey(column) ? Quoted.name(column) : "NULL") + " AS VARCHAR)";
    }
}
