package io.turnstile.datasets.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Keys that have records behind the offsets, and none before. Most are new since. But a record that stood before the
 * offsets can have been removed by compaction, because a later one took its place: then the key is missing from what was
 * read, although it was there. Which of the two it is, the topic does not tell. Where there are none, nothing is missing:
 * compaction removes a record only where a later one of its key is.
 */
public final class LateKeys implements TopicReader.Sink {

    private final DuckDBAppender rows;

    private LateKeys(DuckDBAppender rows) {
        this.rows = rows;
    }

    /**
     * How many there are.
     *
     * @param connection of a DuckDB
     * @param table what was read
     * @param column of the table, with the keys
     * @param until up to where it was read
     */
    public static long count(
            Connection connection,
            String table,
            String column,
            TopicReader reader,
            TopicOffsets until,
            ExportProgress progress)
            throws SQLException {
        TopicOffsets now = reader.ends(until.topic(), Optional.empty());
        if (now.equals(until)) {
            return 0;
        }
        progress.show("looking at what came after");
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE late (key VARCHAR)");
            try (var rows = ((DuckDBConnection) connection).createAppender("temp", "main", "late")) {
                reader.read(until.ends(), now, new LateKeys(rows), progress);
            } catch (WorkFileException e) {
                throw e.failure();
            }
            try (var count = statement.executeQuery("SELECT count(*) FROM (SELECT DISTINCT key FROM late) AS late"
                    + " ANTI JOIN " + table + " AS held ON late.key = held." + column)) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        try {
            rows.beginRow().append(new String(record.key(), UTF_8)).endRow();
        } catch (SQLException e) {
            throw new WorkFileException(e);
        }
    }

    @Override
    public void reached(SortedMap<Integer, Long> positions) {
        // There is nothing to commit: an export that goes on counts anew.
    }
}
