package io.turnstile.app.query;

import io.turnstile.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes an answer to a file: CSV, JSON lines or Parquet. DuckDB writes all three. */
final class AnswerFile {

    /** The formats, each with the ending of its files. */
    enum Format {
        CSV("csv", "FORMAT csv, HEADER"),
        JSONL("jsonl", "FORMAT json"),
        PARQUET("parquet", "FORMAT parquet, COMPRESSION zstd");

        private final String ending;
        private final String copyOptions;

        Format(String ending, String copyOptions) {
            this.ending = ending;
            this.copyOptions = copyOptions;
        }

        /** @throws ConfigurationException if the file's name ends otherwise */
        static Format of(Path file) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            for (Format format : values()) {
                if (name.endsWith("." + format.ending)) {
                    return format;
                }
            }
            throw new ConfigurationException(
                    "--out " + file + " says no format. Let its name end in .csv, .jsonl or .parquet.");
        }
    }

    private AnswerFile() {}

    /**
     * Writes all rows; a file that is there is replaced.
     *
     * @throws IOException if the file cannot be written
     */
    static void write(Answer answer, Path file) throws IOException {
        Format format = Format.of(file);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            createTable(connection, answer.columns(), format);
            insert(connection, answer);
            try (var statement = connection.createStatement()) {
                statement.execute("COPY answer TO '%s' (%s)".formatted(quoted(file), format.copyOptions));
            }
        } catch (SQLException e) {
            throw new IOException("The answer could not be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private static void createTable(Connection connection, List<Answer.Column> columns, Format format)
            throws SQLException {
        String declared = columns.stream()
                .map(column -> '"' + column.name().replace("\"", "\"\"") + "\" " + type(column.type(), format))
                .collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE answer (" + declared + ")");
        }
    }

    /**
     * A timespan has no type that all three formats share; it stays as Kusto writes it. So does a time where a file holds
     * text: with its zone and all of its digits, as the times inside of nested values.
     */
    private static String type(String kqlType, Format format) {
        return switch (kqlType) {
            case "bool" -> "BOOLEAN";
            case "int" -> "INTEGER";
            case "long" -> "BIGINT";
            case "real" -> "DOUBLE";
            case "decimal" -> "DECIMAL(38, 18)";
            case "datetime" -> format == Format.PARQUET ? "TIMESTAMP" : "VARCHAR";
            case "dynamic" -> "JSON";
            default -> "VARCHAR";
        };
    }

    private static void insert(Connection connection, Answer answer) throws SQLException {
        String places = answer.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO answer VALUES (" + places + ")")) {
            for (List<Object> row : answer.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    insert.setObject(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    private static String quoted(Path file) {
        return file.toAbsolutePath().toString().replace("'", "''");
    }
}
