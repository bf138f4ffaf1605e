package io.turnstile.datasets.verify;

import java.util.List;
import java.util.Set;

/** The columns that a split's files have, in their order. */
final class DatasetColumns {

    static final String HINDSIGHT = "hindsight_";

    /** A column. @param isNullable whether it may be null */
    record Column(String name, Type type, boolean isNullable) {}

    /**
     * The type of a column.
     *
     * @see #sql() for reading
     */
    enum Type {
        STRING("VARCHAR", Set.of("VARCHAR"), Set.of("VARCHAR")),
        INT64("BIGINT", Set.of("BIGINT"), Set.of("BIGINT", "UBIGINT")),
        INTEGER("BIGINT", Set.of("INTEGER", "BIGINT"), Set.of("BIGINT", "UBIGINT")),
        DOUBLE("DOUBLE", Set.of("DOUBLE"), Set.of("DOUBLE", "BIGINT", "UBIGINT")),
        BOOLEAN("BOOLEAN", Set.of("BOOLEAN"), Set.of("BOOLEAN"));

        private final String sql;
        private final Set<String> parquet;
        private final Set<String> json;

        Type(String sql, Set<String> parquet, Set<String> json) {
            this.sql = sql;
            this.parquet = parquet;
            this.json = json;
        }

        /** The type as which DuckDB reads it. */
        String sql() {
            return sql;
        }

        /** What DuckDB calls it in Parquet. */
        Set<String> parquet() {
            return parquet;
        }

        /** What DuckDB calls its values in JSON. */
        Set<String> json() {
            return json;
        }
    }

    static final List<Column> ALL = List.of(
            required("text", Type.STRING),
            required("label", Type.INT64),
            required("label_name", Type.STRING),
            required("message_id", Type.STRING),
            required("conversation_id", Type.STRING),
            nullable("user_hash", Type.STRING),
            required("split", Type.STRING),
            required("stratum", Type.STRING),
            required("position", Type.STRING),
            required("turn_number", Type.INTEGER),
            required("reference_count", Type.INTEGER),
            required("prompt_char_count", Type.INTEGER),
            nullable("previous_model", Type.STRING),
            required("score", Type.INTEGER),
            required("confidence", Type.DOUBLE),
            nullable("soft_label", Type.DOUBLE),
            required("fingerprint", Type.STRING),
            required("is_baseline", Type.BOOLEAN),
            required("is_reviewed", Type.BOOLEAN),
            required("text_count", Type.INTEGER),
            required("near_duplicate_count", Type.INTEGER),
            required("weight", Type.DOUBLE),
            nullable("hindsight_model", Type.STRING),
            nullable("hindsight_is_likely_reasoning", Type.BOOLEAN),
            nullable("hindsight_response_type", Type.STRING),
            nullable("hindsight_complexity", Type.STRING),
            nullable("hindsight_num_requests", Type.INTEGER),
            nullable("hindsight_tool_counts", Type.STRING),
            nullable("hindsight_tool_diversity", Type.INTEGER),
            nullable("hindsight_token_growth", Type.INTEGER),
            nullable("hindsight_turn_duration_ms", Type.INTEGER));

    private DatasetColumns() {}

    private static Column required(String name, Type type) {
        return new Column(name, type, false);
    }

    private static Column nullable(String name, Type type) {
        return new Column(name, type, true);
    }
}
