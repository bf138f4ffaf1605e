package io.turnstile.datasets.export;

import io.turnstile.plan.Candidate;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.LabeledTurn;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/** A labelled turn as columns of the work file. */
final class LabeledColumns {

    private static final String VARCHAR = "VARCHAR";
    private static final String INTEGER = "INTEGER";
    private static final String BIGINT = "BIGINT";
    private static final String DOUBLE = "DOUBLE";
    private static final String BOOLEAN = "BOOLEAN";

    private static final List<Column> COLUMNS = List.of(
            of("conversation_id", VARCHAR, LabeledTurn::getConversationId),
            of("text", VARCHAR, LabeledTurn::getText),
            of("label", INTEGER, LabeledTurn::getLabel),
            of("user_hash", VARCHAR, LabeledTurn::getUserHash),
            drawn("split", VARCHAR, candidate -> Names.of(candidate.split())),
            drawn("stratum", VARCHAR, candidate -> candidate.cell().stratum()),
            drawn("position", VARCHAR, candidate -> candidate.cell().position()),
            drawn("text_hash", BIGINT, Candidate::duplicates),
            drawn("draw", BIGINT, Candidate::draw),
            of("turn_number", INTEGER, LabeledTurn::getTurnNumber),
            of("reference_count", INTEGER, turn -> turn.getInferenceSignals().getReferenceCount()),
            of("prompt_char_count", INTEGER, turn -> turn.getInferenceSignals().getPromptCharCount()),
            of("previous_model", VARCHAR, turn -> turn.getInferenceSignals().getPreviousModel()),
            of("score", INTEGER, LabeledTurn::getScore),
            of("confidence", DOUBLE, LabeledTurn::getConfidence),
            of("soft_label", DOUBLE, LabeledTurn::getSoftLabel),
            of("fingerprint", VARCHAR, LabeledTurn::getFingerprint),
            of("is_baseline", BOOLEAN, LabeledTurn::getIsBaseline),
            of("is_reviewed", BOOLEAN, LabeledTurn::getIsReviewed),
            of("is_injection_suspected", BOOLEAN, LabeledTurn::getIsInjectionSuspected),
            of("votes", INTEGER, turn -> turn.getVotes().size()),
            of("agreeing_votes", INTEGER, LabeledColumns::agreeingVotes),
            hindsight("model", VARCHAR, HindsightSignals::getModel),
            hindsight("is_likely_reasoning", BOOLEAN, HindsightSignals::getIsLikelyReasoning),
            hindsight("response_type", VARCHAR, HindsightSignals::getResponseType),
            hindsight("complexity", VARCHAR, signals -> name(signals.getComplexity())),
            hindsight("num_requests", INTEGER, HindsightSignals::getNumRequests),
            hindsight("tool_counts", VARCHAR, signals -> json(signals.getToolCounts())),
            hindsight("tool_diversity", INTEGER, HindsightSignals::getToolDiversity),
            hindsight("token_growth", BIGINT, HindsightSignals::getTokenGrowth),
            hindsight("turn_duration_ms", BIGINT, HindsightSignals::getTurnDurationMs));

    private LabeledColumns() {}

    private record Column(String name, String type, BiFunction<LabeledTurn, Candidate, Object> value) {}

    private interface Getter<T> {
        Object of(T source);
    }

    /** Their names and types, for CREATE TABLE. */
    static String declaration() {
        return COLUMNS.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    /** Appends the values to a row that has begun. */
    static void append(LabeledTurn turn, Candidate candidate, DuckDBAppender row) throws SQLException {
        for (Column column : COLUMNS) {
            append(column.value().apply(turn, candidate), row);
        }
    }

    /** Appends nulls to a row that has begun. */
    static void appendNulls(DuckDBAppender row) throws SQLException {
        for (int i = 0; i < COLUMNS.size(); i++) {
            row.appendNull();
        }
    }

    private static void append(Object value, DuckDBAppender row) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else if (value instanceof Integer number) {
            row.append(number);
        } else if (value instanceof Long number) {
            row.append(number);
        } else if (value instanceof Double number) {
            row.append(number);
        } else if (value instanceof Boolean bool) {
            row.append(bool);
        } else {
            row.append((String) value);
        }
    }

    private static Column of(String name, String type, Getter<LabeledTurn> getter) {
        return new Column(name, type, (turn, candidate) -> getter.of(turn));
    }

    private static Column drawn(String name, String type, Getter<Candidate> getter) {
        return new Column(name, type, (turn, candidate) -> getter.of(candidate));
    }

    private static Column hindsight(String name, String type, Getter<HindsightSignals> getter) {
        return of("hindsight_" + name, type, turn -> getter.of(turn.getHindsightSignals()));
    }

    private static int agreeingVotes(LabeledTurn turn) {
        return (int) turn.getVotes().stream()
                .filter(vote -> vote.getLabel() == turn.getLabel())
                .count();
    }

    private static String name(Enum<?> constant) {
        return constant == null ? null : constant.name().toUpperCase(Locale.ROOT);
    }

    /** Sorted by name, so that equal counts are equal texts. */
    private static String json(Map<String, Integer> counts) {
        return counts == null ? null : JsonText.compact(new TreeMap<>(counts));
    }
}
