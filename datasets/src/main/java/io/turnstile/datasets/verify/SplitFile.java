package io.turnstile.datasets.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A file with rows, read by DuckDB.
 *
 * @param stem its name without its ending
 * @param path where it is
 * @param columns what it has, in order, each with the types that DuckDB finds in it. In JSONL a column has the types of all
 *     its values, and none where all are null
 * @param isUniform whether all rows have the same columns; always true in Parquet
 */
record SplitFile(
        Connection connection, String stem, Path path, LinkedHashMap<String, Set<String>> columns, boolean isUniform) {

    static final String PARQUET = ".parquet";
    static final String JSONL = ".jsonl";

    /** @throws SQLException if DuckDB cannot read it */
    static SplitFile open(Connection connection, String stem, Path path) throws SQLException {
        return isParquet(path) ? parquet(connection, stem, path) : jsonl(connection, stem, path);
    }

    private static SplitFile parquet(Connection connection, String stem, Path path) throws SQLException {
        var columns = new LinkedHashMap<String, Set<String>>();
        query(
                connection,
                "DESCRIBE SELECT * FROM read_parquet(" + quoted(path) + ")",
                row -> columns.put(row.getString(1), Set.of(row.getString(2))));
        return new SplitFile(connection, stem, path, columns, true);
    }

    private static SplitFile jsonl(Connection connection, String stem, Path path) throws SQLException {
        var forms = new ArrayList<List<String>>();
        query(
                connection,
                "SELECT DISTINCT json_keys(json) FROM " + objects(path),
                row -> forms.add(strings(row.getArray(1).getArray())));
        var columns = new LinkedHashMap<String, Set<String>>();
        forms.forEach(form -> form.forEach(name -> columns.put(name, new TreeSet<>())));
        if (!columns.isEmpty()) {
            List<String> names = List.copyOf(columns.keySet());
            String types = names.stream()
                    .map(name -> "list(DISTINCT json_type(json, '$.\"" + name + "\"'))")
                    .collect(Collectors.joining(", "));
            query(connection, "SELECT " + types + " FROM " + objects(path), row -> {
                for (int i = 0; i < names.size(); i++) {
                    columns.get(names.get(i)).addAll(strings(row.getArray(i + 1).getArray()));
                }
            });
        }
        columns.values().forEach(types -> types.remove("NULL"));
        return new SplitFile(connection, stem, path, columns, forms.size() <= 1);
    }

    /** The rows, with null for columns that are not there. */
    SplitRows read() throws SQLException {
        var rows = new ArrayList<DatasetRow>();
        query(
                connection,
                "SELECT "
                        + selected("text", "label", "label_name", "message_id", "conversation_id", "user_hash", "split")
                        + ", " + selected("fingerprint", "weight") + " FROM " + source(),
                row -> rows.add(row(row)));
        return new SplitRows(stem, rows, nulls());
    }

    /** How many rows. */
    long count() throws SQLException {
        var count = new long[1];
        query(connection, "SELECT count(*) FROM " + source(), row -> count[0] = row.getLong(1));
        return count[0];
    }

    /** Whether another file holds the same rows, in the same order. */
    boolean holdsTheSameAs(SplitFile other) throws SQLException {
        if (!columns.keySet().equals(other.columns.keySet())) {
            // A file without rows has no columns in JSONL.
            return count() == 0 && other.count() == 0;
        }
        var differences = new long[1];
        String one = "SELECT row_number() OVER (), " + comparable() + " FROM " + source();
        String two = "SELECT row_number() OVER (), " + other.comparable() + " FROM " + other.source();
        query(
                connection,
                "SELECT count(*) FROM ((" + one + " EXCEPT ALL " + two + ") UNION ALL (" + two + " EXCEPT ALL " + one
                        + "))",
                row -> differences[0] = row.getLong(1));
        return differences[0] == 0;
    }

    /** Something from which DuckDB selects the rows in their order. */
    private String source() {
        if (isParquet(path)) {
            return "read_parquet(" + quoted(path) + ")";
        }
        if (columns.isEmpty()) {
            return objects(path);
        }
        String types = columns.keySet().stream()
                .map(name -> "'" + name + "': '" + typeOf(name) + "'")
                .collect(Collectors.joining(", "));
        return "read_json(" + quoted(path) + ", format = 'newline_delimited', columns = {" + types + "})";
    }

    /** All columns by name, as the types that they should have, so that the same row of another format is equal. */
    private String comparable() {
        return columns.keySet().stream()
                .sorted()
                .map(name -> "CAST(\"" + name + "\" AS " + typeOf(name) + ")")
                .collect(Collectors.joining(", "));
    }

    private SortedMap<String, Long> nulls() throws SQLException {
        List<String> names = DatasetColumns.ALL.stream()
                .map(DatasetColumns.Column::name)
                .filter(columns::containsKey)
                .toList();
        var nulls = new TreeMap<String, Long>();
        String counts =
                names.stream().map(name -> "count(*) - count(\"" + name + "\")").collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            query(connection, "SELECT " + counts + " FROM " + source(), row -> {
                for (int i = 0; i < names.size(); i++) {
                    nulls.put(names.get(i), row.getLong(i + 1));
                }
            });
        }
        nulls.values().removeIf(count -> count == 0);
        return nulls;
    }

    private String selected(String... names) {
        return Arrays.stream(names)
                .map(name -> columns.containsKey(name) ? "CAST(\"" + name + "\" AS " + typeOf(name) + ")" : "NULL")
                .collect(Collectors.joining(", "));
    }

    private static String typeOf(String name) {
        return DatasetColumns.ALL.stream()
                .filter(column -> column.name().equals(name))
                .map(column -> column.type().sql())
                .findFirst()
                .orElse("VARCHAR");
    }

    private static DatasetRow row(ResultSet row) throws SQLException {
        return new DatasetRow(
                row.getString(1),
                row.getObject(2) == null ? null : row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getObject(9) == null ? null : row.getDouble(9));
    }

    private static boolean isParquet(Path path) {
        return path.toString().endsWith(PARQUET);
    }

    private static String objects(Path path) {
        return "read_json_objects(" + quoted(path) + ", format = 'newline_delimited')";
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private static List<String> strings(Object array) {
        return Arrays.stream((Object[]) array)
                .map(String::valueOf)
                .filter(text -> !text.equals("null"))
                .toList();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void query(Connection connection, String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
