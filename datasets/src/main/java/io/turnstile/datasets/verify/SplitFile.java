package io.turnstile.datasets.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param columns what it has, in order, each with the types that DuckDB finds in it. In JSONL a known column has the types
 *     of all its values, and none where all are null; others have none
 * @param isUniform whether all rows have the same columns; always true in Parquet
 */
record SplitFile(
        Connection connection, String stem, Path path, LinkedHashMap<String, Set<String>> columns, boolean isUniform) {

    /** @throws SQLException if DuckDB cannot read it */
    static SplitFile open(Connection connection, String stem, Path path) throws SQLException {
        return RowSource.isParquet(path.toString()) ? parquet(connection, stem, path) : jsonl(connection, stem, path);
    }

    private static SplitFile parquet(Connection connection, String stem, Path path) throws SQLException {
        var columns = new LinkedHashMap<String, Set<String>>();
        DuckDb.query(
                connection,
                "DESCRIBE SELECT * FROM " + RowSource.parquet(path),
                row -> columns.put(row.getString(1), Set.of(row.getString(2))));
        return new SplitFile(connection, stem, path, columns, true);
    }

    private static SplitFile jsonl(Connection connection, String stem, Path path) throws SQLException {
        var forms = new ArrayList<List<String>>();
        DuckDb.query(
                connection,
                "SELECT DISTINCT json_keys(json) FROM " + RowSource.objects(path),
                row -> forms.add(strings(row.getArray(1).getArray())));
        var columns = new LinkedHashMap<String, Set<String>>();
        forms.forEach(form -> form.forEach(name -> columns.put(name, new TreeSet<>())));
        List<String> names = known(columns);
        if (!names.isEmpty()) {
            String types = names.stream()
                    .map(name -> "list(DISTINCT json_type(json, " + Quoted.text("$." + name) + "))")
                    .collect(Collectors.joining(", "));
            DuckDb.query(connection, "SELECT " + types + " FROM " + RowSource.objects(path), row -> {
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
        DuckDb.query(
                connection,
                "SELECT "
                        + selected("text", "label", "label_name", "message_id", "conversation_id", "user_hash", "split")
                        + ", " + selected("fingerprint", "weight") + " FROM " + source(known(columns)),
                row -> rows.add(row(row)));
        return new SplitRows(stem, rows, nulls());
    }

    /** How many rows. */
    long count() throws SQLException {
        return DuckDb.number(connection, "SELECT count(*) FROM " + source(List.of()));
    }

    /** A SELECT of the conversation of each row, and of the split that the file is of. */
    String conversations() {
        return "SELECT " + selected("conversation_id") + " AS conversation, " + Quoted.text(SplitRows.split(stem))
                + " AS split FROM " + source(known(columns));
    }

    /** Whether another file holds the same rows, in the same order. */
    boolean holdsTheSameAs(SplitFile other) throws SQLException {
        if (!columns.keySet().equals(other.columns.keySet())) {
            // A file without rows has no columns in JSONL.
            return count() == 0 && other.count() == 0;
        }
        String differences = RowSource.differences(comparable(), other.comparable());
        return DuckDb.number(connection, differences) == 0;
    }

    /** From what its rows are selected. @param names of the columns that are */
    private String source(Collection<String> names) {
        if (RowSource.isParquet(path.toString())) {
            return RowSource.parquet(path);
        }
        var types = new LinkedHashMap<String, String>();
        names.forEach(name -> types.put(name, typeOf(name)));
        return types.isEmpty() ? RowSource.objects(path) : RowSource.jsonl(path, types);
    }

    /** All columns by name, as the types that they should have, so that the same row of another format is equal. */
    private String comparable() {
        String cells = columns.keySet().stream().sorted().map(SplitFile::cast).collect(Collectors.joining(", "));
        return "SELECT row(" + cells + ") AS cells FROM " + source(columns.keySet());
    }

    private SortedMap<String, Long> nulls() throws SQLException {
        List<String> names = known(columns);
        var nulls = new TreeMap<String, Long>();
        String counts = names.stream()
                .map(name -> "count(*) - count(" + Quoted.name(name) + ")")
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            DuckDb.query(connection, "SELECT " + counts + " FROM " + source(names), row -> {
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
                .map(name -> columns.containsKey(name) ? cast(name) : "NULL")
                .collect(Collectors.joining(", "));
    }

    private static String cast(String name) {
        return "CAST(" + Quoted.name(name) + " AS " + typeOf(name) + ")";
    }

    private static List<String> known(Map<String, Set<String>> columns) {
        return DatasetColumns.ALL.stream()
                .map(DatasetColumns.Column::name)
                .filter(columns::containsKey)
                .toList();
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

    private static List<String> strings(Object array) {
        return Arrays.stream((Object[]) array)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }
}
