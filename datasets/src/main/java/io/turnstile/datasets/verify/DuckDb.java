package io.turnstile.datasets.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/** What reads the files: it sees one directory, and no SQL can make it see more. */
final class DuckDb {

    private DuckDb() {}

    /** What is done with each row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** One thread, so that rows are numbered in the order in which they stand. @param directory without links */
    static Connection over(Path directory) throws SQLException {
        var properties = new Properties();
        properties.setProperty("threads", "1");
        properties.setProperty("jdbc_stream_results", "true");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (var statement = connection.createStatement()) {
            statement.execute("SET allowed_directories = [" + Quoted.text(directory) + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    static void query(Connection connection, String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** The number that a query has as its only value. */
    static long number(Connection connection, String sql) throws SQLException {
        var number = new long[1];
        query(connection, sql, row -> number[0] = row.getLong(1));
        return number[0];
    }
}
