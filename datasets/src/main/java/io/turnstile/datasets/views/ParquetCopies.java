package io.turnstile.datasets.views;

import io.turnstile.schema.Conversation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The views once more as Parquet, with the same rows in the same order. Hugging Face's {@code datasets} reads all
 * configurations of a card by the format of the first one, so that a card which names Parquet for its splits can name
 * nothing else. Types come from the topic's schema and not from what happens to be in a file: the files of all strata have
 * the same ones, and an empty file has them too. Counts by tool, whose names are open, are JSON as text.
 */
final class ParquetCopies {

    private static final String JSON_LINES = ".jsonl";
    private static final String TEXT = "VARCHAR";
    private static final int LARGEST_LINE = 64 << 20;

    private static final String CHAT = "{messages: 'STRUCT(\"role\" VARCHAR, content VARCHAR)[]',"
            + " conversation_id: 'VARCHAR', stratum: 'VARCHAR', turns: 'INTEGER'}";

    private final Path directory;
    private final Path work;

    /**
     * Of files in a directory.
     *
     * @param work where DuckDB puts what does not fit into memory
     */
    ParquetCopies(Path directory, Path work) {
        this.directory = directory;
        this.work = work;
    }

    /**
     * Writes a copy beside each file.
     *
     * @param files rows by path below the directory
     * @return the same of all files, copies among them
     * @throws IOException if a copy cannot be written
     */
    SortedMap<String, Long> of(Map<String, Long> files) throws IOException {
        var all = new TreeMap<>(files);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties())) {
            for (var file : files.entrySet()) {
                String copy = file.getKey().replace(JSON_LINES, ".parquet");
                copy(connection, file.getKey(), copy);
                all.put(copy, file.getValue());
            }
            return all;
        } catch (SQLException e) {
            throw new IOException("Parquet in " + directory + " could not be written: " + e.getMessage(), e);
        }
    }

    private void copy(Connection connection, String from, String to) throws SQLException {
        String columns = from.startsWith(ConversationViews.MESSAGES) ? CHAT : nested();
        try (var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM read_json('" + quoted(from) + "', format = 'newline_delimited', "
                    + "maximum_object_size = " + LARGEST_LINE + ", columns = " + columns + ")) TO '" + quoted(to)
                    + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    private String quoted(String path) {
        return directory.resolve(path).toAbsolutePath().toString().replace("'", "''");
    }

    /** One thread and the order of rows kept: what is written depends on the rows alone. */
    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("threads", "1");
        properties.setProperty("preserve_insertion_order", "true");
        properties.setProperty("memory_limit", "512MB");
        properties.setProperty(
                "temp_directory", work.resolve("spill").toAbsolutePath().toString());
        return properties;
    }

    private static String nested() {
        var types = new LinkedHashMap<String, String>();
        NestedJson.fieldsOf(Conversation.getClassSchema())
                .forEach(field -> types.put(field.name(), type(field.schema())));
        types.put("split", TEXT);
        return columns(types);
    }

    private static String columns(Map<String, String> types) {
        return types.entrySet().stream()
                .map(column -> column.getKey() + ": '" + column.getValue() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                type(schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow());
            case RECORD ->
                NestedJson.fieldsOf(schema).stream()
                        .map(field -> '"' + field.name() + "\" " + type(field.schema()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            case ARRAY -> type(schema.getElementType()) + "[]";
            case INT -> "INTEGER";
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? TEXT : "BIGINT";
            case BOOLEAN -> "BOOLEAN";
            case DOUBLE -> "DOUBLE";
            default -> TEXT;
        };
    }
}
