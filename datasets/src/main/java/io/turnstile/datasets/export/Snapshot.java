package io.turnstile.datasets.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.plan.Candidate;
import io.turnstile.plan.Candidates;
import io.turnstile.plan.Cell;
import io.turnstile.plan.Share;
import io.turnstile.plan.Split;
import io.turnstile.schema.LabeledTurn;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Topic {@code labeled} in the work file, up to the offsets that were fixed: view {@code turn} has the latest record of
 * each message that is a candidate of the plan. How far it has been read is committed together with what was read.
 */
final class Snapshot {

    /** A batch is held in memory; one value may have 4 MB. */
    private static final long BATCH_BYTES = 32L << 20;

    /** The name of the fact that says up to where it was read in time. */
    private static final String COMPLETE = "labels are complete up to";

    private final WorkFile work;
    private final Candidates candidates;
    private final Deserializer<LabeledTurn> deserializer;
    private final int batchRecords;
    private final TombstoneDeadline deadline;

    /** @param batchRecords between two commits @param deadline of the topic */
    Snapshot(
            WorkFile work,
            Candidates candidates,
            Deserializer<LabeledTurn> deserializer,
            int batchRecords,
            TombstoneDeadline deadline)
            throws SQLException {
        this.work = work;
        this.candidates = candidates;
        this.deserializer = deserializer;
        this.batchRecords = batchRecords;
        this.deadline = deadline;
        work.execute("CREATE TABLE IF NOT EXISTS record (part INTEGER, place BIGINT, time BIGINT, schema_id INTEGER,"
                + " message_id VARCHAR, state VARCHAR, " + LabeledColumns.declaration() + ")");
        work.execute("CREATE TABLE IF NOT EXISTS position (part INTEGER PRIMARY KEY, next BIGINT)");
    }

    /** What a record says of its message. */
    private enum State {
        /** It is labelled, and the plan may draw it. */
        CANDIDATE,
        /** It is labelled, for another dataset or by another judge. */
        OTHER,
        /** The label was withdrawn. */
        WITHDRAWN
    }

    /**
     * What the topic held.
     *
     * @param labelled messages with a label
     * @param candidates of them, those of the plan
     * @param schemaIds under which the labels that stand were written
     */
    record Contents(long labelled, long candidates, SortedSet<Integer> schemaIds) {}

    /** Reads on to the offsets; from the beginning, where what was read may have been withdrawn without a trace. */
    void read(TopicReader reader, TopicOffsets until, ExportProgress progress) throws SQLException {
        if (!work.fact(COMPLETE).equals(Optional.of(until.toString()))) {
            if (deadline.isPassed()) {
                forget();
            }
            readOn(reader, until, progress);
        }
        stand();
    }

    private void forget() throws SQLException {
        work.beginAnew(() -> {
            work.execute("DELETE FROM record");
            work.execute("DELETE FROM position");
        });
    }

    private void readOn(TopicReader reader, TopicOffsets until, ExportProgress progress) throws SQLException {
        if (positions().isEmpty()) {
            deadline.begin();
        }
        var writing = new Writing(until, progress);
        try {
            reader.read(positions(), until, writing, progress);
            deadline.require();
            writing.commit();
        } catch (WorkFileException e) {
            throw e.failure();
        }
        deadline.completed(work.fixedAt());
        work.note(COMPLETE, until.toString());
    }

    private void stand() throws SQLException {
        work.execute(
                "CREATE OR REPLACE TABLE latest AS SELECT part, place, state FROM (SELECT * FROM (SELECT part, place,"
                        + " time, message_id, state FROM record QUALIFY row_number() OVER"
                        + " (PARTITION BY message_id, part ORDER BY place DESC) = 1) QUALIFY row_number() OVER"
                        + " (PARTITION BY message_id ORDER BY time DESC, part DESC) = 1)");
        work.execute("CREATE OR REPLACE VIEW turn AS SELECT * FROM record SEMI JOIN"
                + " (SELECT part, place FROM latest WHERE state = 'CANDIDATE') AS standing USING (part, place)");
    }

    Contents contents() throws SQLException {
        var schemaIds = new TreeSet<Integer>();
        // Of what stands: which superseded records compaction has left differs from day to day.
        work.query(
                "SELECT DISTINCT schema_id FROM record SEMI JOIN latest USING (part, place)"
                        + " WHERE schema_id IS NOT NULL",
                row -> schemaIds.add(row.getInt(1)));
        return new Contents(
                work.number("SELECT count(*) FROM latest WHERE state <> 'WITHDRAWN'"),
                work.number("SELECT count(*) FROM latest WHERE state = 'CANDIDATE'"),
                schemaIds);
    }

    /** The plan's candidates; of equal shares and cells there is one object each. */
    List<Candidate> candidates() throws SQLException {
        var all = new ArrayList<Candidate>();
        var shares = new HashMap<Share, Share>();
        var cells = new HashMap<Cell, Cell>();
        work.query(
                "SELECT message_id, conversation_id, split, label, stratum, position, text_hash, draw FROM turn",
                row -> {
                    var split = Split.valueOf(row.getString(3).toUpperCase(Locale.ROOT));
                    var share = new Share(split, row.getInt(4));
                    var cell = new Cell(row.getString(5), row.getString(6));
                    all.add(new Candidate(
                            row.getString(1),
                            row.getString(2),
                            shares.computeIfAbsent(share, same -> same),
                            cells.computeIfAbsent(cell, same -> same),
                            row.getLong(7),
                            row.getLong(8)));
                });
        return all;
    }

    private Map<Integer, Long> positions() throws SQLException {
        var positions = new HashMap<Integer, Long>();
        work.query("SELECT part, next FROM position", row -> positions.put(row.getInt(1), row.getLong(2)));
        return positions;
    }

    /** Collects records and commits them, with how far they reach. */
    private final class Writing implements TopicReader.Sink {

        private final TopicOffsets until;
        private final ExportProgress progress;
        private final List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();
        private long pendingBytes;
        private SortedMap<Integer, Long> positions = new TreeMap<>();

        Writing(TopicOffsets until, ExportProgress progress) {
            this.until = until;
            this.progress = progress;
        }

        @Override
        public void add(ConsumerRecord<byte[], byte[]> record) {
            pending.add(record);
            pendingBytes += Math.max(0, record.serializedValueSize());
        }

        @Override
        public void reached(SortedMap<Integer, Long> reached) {
            positions = reached;
            if (pending.size() >= batchRecords || pendingBytes >= BATCH_BYTES) {
                try {
                    commit();
                } catch (SQLException e) {
                    throw new WorkFileException(e);
                }
            }
            long sum = reached.values().stream().mapToLong(Long::longValue).sum();
            progress.show(String.format(Locale.ROOT, "reading labels: %,d of %,d offsets", sum, until.sum()));
        }

        void commit() throws SQLException {
            work.inTransaction(() -> {
                try (var rows = ((DuckDBConnection) work.connection()).createAppender("record")) {
                    for (ConsumerRecord<byte[], byte[]> record : pending) {
                        append(record, rows);
                    }
                }
                try (PreparedStatement statement =
                        work.connection().prepareStatement("INSERT OR REPLACE INTO position VALUES (?, ?)")) {
                    for (var position : positions.entrySet()) {
                        statement.setInt(1, position.getKey());
                        statement.setLong(2, position.getValue());
                        statement.execute();
                    }
                }
            });
            pending.clear();
            pendingBytes = 0;
        }
    }

    private void append(ConsumerRecord<byte[], byte[]> record, DuckDBAppender rows) throws SQLException {
        LabeledTurn turn = decoded(record);
        Optional<Candidate> candidate = turn == null ? Optional.empty() : candidates.of(turn);
        rows.beginRow().append(record.partition()).append(record.offset()).append(record.timestamp());
        if (turn == null) {
            rows.appendNull();
        } else {
            rows.append(ByteBuffer.wrap(record.value()).getInt(1));
        }
        rows.append(new String(record.key(), UTF_8))
                .append(state(turn, candidate).name());
        if (candidate.isPresent()) {
            LabeledColumns.append(turn, candidate.get(), rows);
        } else {
            LabeledColumns.appendNulls(rows);
        }
        rows.endRow();
    }

    private static State state(LabeledTurn turn, Optional<Candidate> candidate) {
        if (turn == null) {
            return State.WITHDRAWN;
        }
        return candidate.isPresent() ? State.CANDIDATE : State.OTHER;
    }

    /** @throws ExportException if the record cannot be read; it says where the record stands, and nothing that it holds */
    private LabeledTurn decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return deserializer.deserialize(record.topic(), record.value());
        } catch (RuntimeException e) {
            throw new ExportException(
                    "The record at offset " + record.offset() + " of partition " + record.partition() + " of topic "
                            + record.topic() + " cannot be read: " + e.getMessage()
                            + ". Check registry.url; if the record is none of Turnstile's, it must be deleted.",
                    e);
        }
    }
}
