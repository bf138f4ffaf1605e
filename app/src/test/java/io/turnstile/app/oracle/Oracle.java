package io.turnstile.app.oracle;

import io.turnstile.schema.TelemetryRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The answer that the pipeline must give, from the raw rows alone, by SQL that was written from the documents: it shares
 * no line with what it checks. All logs are loaded at once and answered by a handful of set-based queries.
 */
final class Oracle {

    private static final String READING = "00_reading.sql";
    private static final List<String> STEPS = List.of(
            "01_rows.sql",
            "02_summaries.sql",
            "03_calls.sql",
            "04_turns.sql",
            "05_roles.sql",
            "06_conversations.sql",
            "07_deltas.sql",
            "08_answers.sql");

    private static final Map<Subject.Kind, String> VIEWS = Map.of(
            Subject.Kind.CONVERSATION, "answer_conversation",
            Subject.Kind.TURN, "answer_turn",
            Subject.Kind.CALL, "answer_call",
            Subject.Kind.REQUEST, "answer_request");

    private static final String CONVERSATION = "conversation_id";
    private static final String PLACE = "place";

    private Oracle() {}

    /** @throws SQLException if a step fails, which is an error in its SQL */
    static Answers answers(List<SeededLog> logs) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            run(database, READING);
            load(database.unwrap(DuckDBConnection.class), logs);
            for (String step : STEPS) {
                run(database, step);
            }
            var answers = new Answers();
            for (Subject.Kind kind : Subject.Kind.values()) {
                read(database, kind, answers);
            }
            return answers;
        }
    }

    private static void load(DuckDBConnection database, List<SeededLog> logs) throws SQLException {
        try (DuckDBAppender appender = database.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "raw_row")) {
            for (SeededLog log : logs) {
                for (TelemetryRow row : log.rows()) {
                    appender.beginRow().append(log.seed()).append(row.getEventName());
                    append(appender, row.getServerTimestamp());
                    append(appender, row.getClientTimestamp());
                    appender.append(row.getProperties()).append(row.getMeasurements());
                    appender.endRow();
                }
            }
        }
    }

    private static void append(DuckDBAppender appender, Instant time) throws SQLException {
        if (time == null) {
            appender.appendNull();
        } else {
            appender.append(time.toEpochMilli());
        }
    }

    private static void run(Connection database, String step) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql(step));
        } catch (SQLException e) {
            throw new SQLException("Step " + step + " of the oracle failed: " + e.getMessage(), e);
        }
    }

    private static void read(Connection database, Subject.Kind kind, Answers answers) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet rows = statement.executeQuery("FROM " + VIEWS.get(kind))) {
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                var subject = new Subject(kind, rows.getString(CONVERSATION), rows.getString(PLACE));
                var fields = new Answers.Fields();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    String name = columns.getColumnName(column);
                    if (!name.equals(CONVERSATION) && !name.equals(PLACE)) {
                        fields.with(name, rows.getString(column));
                    }
                }
                answers.add(subject, fields.values());
            }
        }
    }

    private static String sql(String step) {
        try (InputStream file = Oracle.class.getResourceAsStream("/oracle/" + step)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
