package io.turnstile.datasets.views;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.datasets.export.ExportProgress;
import io.turnstile.datasets.export.LateKeys;
import io.turnstile.datasets.export.TopicOffsets;
import io.turnstile.datasets.export.TopicReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.duckdb.DuckDBConnection;

/**
 * Topic {@code conversations} on disk: the values as they came in a file, one behind the other, and in DuckDB where in it
 * each stands. A value may have 32 MB and there may be hundreds of thousands: none is kept in memory. How far the topic has
 * been read is committed with what was read, so that a killed reader goes on.
 */
final class ConversationSpool implements AutoCloseable {

    private static final String VALUES = "conversations.bin";
    private static final String INDEX = "conversations.duckdb";
    private static final int HEADER_BYTES = 5;
    private static final int BATCH_RECORDS = 5_000;
    private static final long BATCH_BYTES = 256L << 20;

    /** A key may change its partition where partitions were added; then the time decides. */
    private static final String LATEST = "SELECT * FROM (SELECT * FROM entry"
            + " QUALIFY row_number() OVER (PARTITION BY id, part ORDER BY place DESC) = 1)"
            + " QUALIFY row_number() OVER (PARTITION BY id ORDER BY time DESC, part DESC) = 1";

    private final FileChannel values;
    private final Connection index;
    private final List<Entry> pending = new ArrayList<>();
    private SortedMap<Integer, Long> positions = new TreeMap<>();
    private long committed;
    private long end;

    private ConversationSpool(FileChannel values, Connection index) {
        this.values = values;
        this.index = index;
    }

    /**
     * A record.
     *
     * @param schemaId null for a tombstone, or where there is none
     * @param from where its value begins in the file; null for a tombstone
     */
    private record Entry(String id, int partition, long offset, long time, Integer schemaId, Long from, int length) {}

    /** Takes the value of a conversation. */
    interface Reading {
        void read(String conversationId, byte[] value) throws IOException;
    }

    /**
     * Opens it, or makes it.
     *
     * @param directory of its two files
     */
    static ConversationSpool open(Path directory) throws IOException, SQLException {
        FileChannel values = FileChannel.open(
                directory.resolve(VALUES),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            Connection index = DriverManager.getConnection(
                    "jdbc:duckdb:" + directory.resolve(INDEX).toAbsolutePath());
            var spool = new ConversationSpool(values, index);
            spool.begin();
            return spool;
        } catch (SQLException | IOException | RuntimeException e) {
            values.close();
            throw e;
        }
    }

    /** What was written after the last commit is written again. */
    private void begin() throws SQLException, IOException {
        execute("SET threads = 1");
        execute("CREATE TABLE IF NOT EXISTS entry"
                + " (id VARCHAR, part INTEGER, place BIGINT, time BIGINT, schema_id INTEGER, start BIGINT,"
                + " length INTEGER)");
        execute("CREATE TABLE IF NOT EXISTS position (part INTEGER PRIMARY KEY, next BIGINT)");
        try (var statement = index.createStatement();
                var rows = statement.executeQuery("SELECT coalesce(max(start + length), 0) FROM entry")) {
            rows.next();
            committed = rows.getLong(1);
        }
        values.truncate(committed);
        end = committed;
    }

    /** By partition, where to go on reading. */
    Map<Integer, Long> positions() throws SQLException {
        var next = new HashMap<Integer, Long>();
        try (var statement = index.createStatement();
                var rows = statement.executeQuery("SELECT part, next FROM position")) {
            while (rows.next()) {
                next.put(rows.getInt(1), rows.getLong(2));
            }
        }
        return next;
    }

    void add(ConsumerRecord<byte[], byte[]> record) throws IOException {
        String id = new String(record.key(), UTF_8);
        byte[] value = record.value();
        if (value == null) {
            pending.add(new Entry(id, record.partition(), record.offset(), record.timestamp(), null, null, 0));
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        // Confluent's wire format: a zero, then the id. What is shorter is refused when it is decoded.
        Integer schemaId = value.length < HEADER_BYTES ? null : bytes.getInt(1);
        pending.add(
                new Entry(id, record.partition(), record.offset(), record.timestamp(), schemaId, end, value.length));
        while (bytes.hasRemaining()) {
            end += values.write(bytes, end);
        }
    }

    /** @param reached by partition the next offset; all before it has been added */
    void reached(SortedMap<Integer, Long> reached) throws IOException, SQLException {
        positions = reached;
        if (pending.size() >= BATCH_RECORDS || end - committed >= BATCH_BYTES) {
            commit();
        }
    }

    /** Makes what was added last. The values are on disk before it is said where they are. */
    void commit() throws IOException, SQLException {
        values.force(false);
        index.setAutoCommit(false);
        try {
            insertEntries();
            insertPositions();
            index.commit();
        } catch (SQLException | RuntimeException e) {
            index.rollback();
            throw e;
        } finally {
            index.setAutoCommit(true);
        }
        pending.clear();
        committed = end;
    }

    /** The latest value of each conversation that was not deleted, in the order of their ids. */
    void readLatest(Reading reading) throws IOException, SQLException {
        try (var statement = index.createStatement();
                var rows = statement.executeQuery(
                        "SELECT id, start, length FROM (" + LATEST + ") WHERE start IS NOT NULL ORDER BY id")) {
            while (rows.next()) {
                reading.read(rows.getString(1), value(rows.getLong(2), rows.getInt(3)));
            }
        }
    }

    /** Under which the latest values were written: which others compaction has left differs from day to day. */
    SortedSet<Integer> schemaIds() throws SQLException {
        var ids = new TreeSet<Integer>();
        try (var statement = index.createStatement();
                var rows = statement.executeQuery(
                        "SELECT DISTINCT schema_id FROM (" + LATEST + ") WHERE schema_id IS NOT NULL")) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }

    /** How many conversations have records behind the offsets only. */
    long late(TopicReader reader, TopicOffsets until, ExportProgress progress) throws SQLException {
        return LateKeys.count(index, "entry", "id", reader, until, progress);
    }

    @Override
    public void close() throws IOException, SQLException {
        try (values) {
            index.close();
        }
    }

    private byte[] value(long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (values.read(bytes, start + bytes.position()) < 0) {
                throw new EOFException("The work file " + VALUES + " is shorter than its index says.");
            }
        }
        return bytes.array();
    }

    private void insertEntries() throws SQLException {
        try (var rows = ((DuckDBConnection) index).createAppender("entry")) {
            for (Entry entry : pending) {
                rows.beginRow()
                        .append(entry.id())
                        .append(entry.partition())
                        .append(entry.offset())
                        .append(entry.time());
                if (entry.schemaId() == null) {
                    rows.appendNull();
                } else {
                    rows.append(entry.schemaId().intValue());
                }
                if (entry.from() == null) {
                    rows.appendNull();
                } else {
                    rows.append(entry.from().longValue());
                }
                rows.append(entry.length()).endRow();
            }
        }
    }

    private void insertPositions() throws SQLException {
        try (PreparedStatement statement = index.prepareStatement("INSERT OR REPLACE INTO position VALUES (?, ?)")) {
            for (var position : positions.entrySet()) {
                statement.setInt(1, position.getKey());
                statement.setLong(2, position.getValue());
                statement.execute();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = index.createStatement()) {
            statement.execute(sql);
        }
    }
}
