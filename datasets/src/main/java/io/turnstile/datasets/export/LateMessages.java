package io.turnstile.datasets.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Messages that have records behind the offsets, and none before. Most are new since. But a record that stood before the
 * offsets can have been removed by compaction, because a later one took its place: then the message is missing from the
 * snapshot, although it was there. Which of the two it is, the topic does not tell. Where there are none, nothing is missing:
 * compaction removes a record only where a later one of its key is.
 */
final class LateMessages implements TopicReader.Sink {

    private final DuckDBAppender rows;

    private LateMessages(DuckDBAppender rows) {
        this.rows = rows;
    }

    /** How many there are. @param until up to where the snapshot was read */
    static long count(WorkFile work, TopicReader reader, TopicOffsets until, ExportProgress progress)
            throws SQLException {
        TopicOffsets now = reader.ends(until.topic(), Optional.empty());
        if (now.equals(until)) {
            return 0;
        }
        progress.show("looking at what came after");
        work.execute("CREATE OR REPLACE TEMP TABLE late (message_id VARCHAR)");
        try (var rows = ((DuckDBConnection) work.connection()).createAppender("temp", "main", "late")) {
            reader.read(until.ends(), now, new LateMessages(rows), progress);
        } catch (WorkFileException e) {
            throw e.failure();
        }
        return work.number(
                "SELECT count(*) FROM (SELECT DISTINCT message_id FROM late) ANTI JOIN record" + " USING (message_id)");
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
