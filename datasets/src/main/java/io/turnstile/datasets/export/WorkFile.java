package io.turnstile.datasets.export;

import io.turnstile.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an export has on disk while it is under way: a DuckDB file beside the dataset's files. It outlives a killed export,
 * which then goes on from it, and is deleted at the end.
 */
final class WorkFile implements AutoCloseable {

    private static final String DIRECTORY = ".work";
    private static final String FILE = "work.duckdb";
    private static final String FIXED_AT = "fixed at";

    /** How the names of facts begin that tell what a part wrote. */
    static final String PART = "part ";

    /**
     * How long the log of commits may become before it is worked into the file. Then the rows of the last group, up to 122,880
     * of them, are written anew: with DuckDB's 16 MB that would be at every commit.
     */
    private static final String CHECKPOINT = "512MB";

    private final Path directory;
    private final Connection connection;

    private WorkFile(Path directory, Connection connection) {
        this.directory = directory;
        this.connection = connection;
    }

    /** The directory in which the work file of a dataset stands. */
    static Path directory(Path dataset) {
        return dataset.resolve(DIRECTORY);
    }

    /**
     * Opens it, or makes it.
     *
     * @param identity what export it is of
     * @throws ConfigurationException if the one that is there is of another
     */
    static WorkFile open(Path dataset, ExportConfiguration configuration, String identity)
            throws IOException, SQLException {
        Path directory = directory(dataset);
        Files.createDirectories(directory);
        Connection connection = DriverManager.getConnection(
                "jdbc:duckdb:" + directory.resolve(FILE).toAbsolutePath(), properties(directory, configuration));
        var work = new WorkFile(directory, connection);
        try {
            work.execute("CREATE TABLE IF NOT EXISTS fact (name VARCHAR PRIMARY KEY, content VARCHAR)");
            work.execute("CREATE TABLE IF NOT EXISTS target (topic VARCHAR, part INTEGER, until BIGINT)");
            work.execute(
                    "CREATE TABLE IF NOT EXISTS finished (path VARCHAR PRIMARY KEY, sha256 VARCHAR, bytes BIGINT, held BIGINT)");
            work.claim(identity, dataset);
            return work;
        } catch (SQLException | RuntimeException e) {
            work.close();
            throw e;
        }
    }

    /** One thread and the order of rows kept: what is written depends on the rows alone. */
    private static Properties properties(Path directory, ExportConfiguration configuration) {
        var properties = new Properties();
        properties.setProperty("threads", "1");
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("checkpoint_threshold", CHECKPOINT);
        properties.setProperty("preserve_insertion_order", "true");
        properties.setProperty("memory_limit", configuration.memoryMegabytes() + "MB");
        properties.setProperty(
                "temp_directory", directory.resolve("spill").toAbsolutePath().toString());
        return properties;
    }

    private void claim(String identity, Path dataset) throws SQLException {
        Optional<String> before = fact("identity");
        // One that has not come so far as to know what to read is given up for any other.
        if (before.isEmpty() || number("SELECT count(*) FROM target") == 0) {
            note("identity", identity);
        } else if (!before.get().equals(identity)) {
            throw new ConfigurationException("In " + dataset + " another export is under way: "
                    + before.get() + ". Go on with that one, give another directory, or delete " + directory(dataset)
                    + ".");
        }
    }

    Path directory() {
        return directory;
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A whole number that a query gives. */
    long number(String sql) throws SQLException {
        var numbers = new long[1];
        query(sql, row -> numbers[0] = row.getLong(1));
        return numbers[0];
    }

    /** Takes a row of a result. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** All rows of a query, one after the other. */
    void query(String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** What was noted under a name. */
    Optional<String> fact(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT content FROM fact WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    void note(String name, String content) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT OR REPLACE INTO fact VALUES (?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, content);
            statement.execute();
        }
    }

    /** Up to where topics are read, by topic; empty where it has not been fixed. */
    SortedMap<String, TopicOffsets> targets() throws SQLException {
        var ends = new TreeMap<String, SortedMap<Integer, Long>>();
        query(
                "SELECT topic, part, until FROM target",
                row -> ends.computeIfAbsent(row.getString(1), any -> new TreeMap<>())
                        .put(row.getInt(2), row.getLong(3)));
        var targets = new TreeMap<String, TopicOffsets>();
        ends.forEach((topic, offsets) -> targets.put(topic, new TopicOffsets(topic, offsets)));
        return targets;
    }

    /** When it was fixed up to where topics are read. */
    Instant fixedAt() throws SQLException {
        return Instant.parse(fact(FIXED_AT).orElseThrow());
    }

    /** Fixes up to where topics are read, all of them or none. @param time not after they were asked for */
    void fix(Map<String, TopicOffsets> targets, Instant time) throws SQLException {
        inTransaction(() -> {
            note(FIXED_AT, time.toString());
            execute("DELETE FROM target");
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO target VALUES (?, ?, ?)")) {
                for (TopicOffsets target : targets.values()) {
                    for (var end : target.ends().entrySet()) {
                        statement.setString(1, target.topic());
                        statement.setInt(2, end.getKey());
                        statement.setLong(3, end.getValue());
                        statement.execute();
                    }
                }
            }
        });
    }

    /** Forgets which files are finished, together with what they were made of; the offsets stay. */
    void beginAnew(Statements forgetting) throws SQLException {
        inTransaction(() -> {
            forgetting.run();
            execute("DELETE FROM finished");
            execute("DELETE FROM fact WHERE name LIKE '" + PART + "%'");
        });
    }

    /** Statements that take effect together. */
    interface Statements {
        void run() throws SQLException;
    }

    void inTransaction(Statements statements) throws SQLException {
        connection.setAutoCommit(false);
        try {
            statements.run();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Deletes all of it, once it is closed. */
    static void delete(Path dataset) throws IOException {
        Path directory = directory(dataset);
        if (Files.exists(directory)) {
            deleteAll(directory);
        }
    }

    static void deleteAll(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
