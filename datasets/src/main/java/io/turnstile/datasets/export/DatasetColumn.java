package io.turnstile.datasets.export;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of the splits' files.
 *
 * @param name its name
 * @param sql from view {@code turn} as t, table {@code drawn} as d, and the counts of texts and clusters
 * @param type as Hugging Face's {@code datasets} names it
 * @param group what it may be used for
 */
record DatasetColumn(String name, String sql, String type, Group group) {

    /** What a column may be used for. */
    enum Group {
        TARGET("to train on"),
        KEY("to tell rows apart, and how they were drawn"),
        INPUT("known when the turn begins: a router may have them as inputs beside the text"),
        ORIGIN("where the label comes from, and what the row counts"),
        HINDSIGHT("**hindsight**: known only when the turn is over. To analyse; never an input of a router");

        private final String meaning;

        Group(String meaning) {
            this.meaning = meaning;
        }

        /** In words. */
        String meaning() {
            return meaning;
        }
    }

    private static final String STRING = "string";
    private static final String BOOL = "bool";
    private static final String INT32 = "int32";
    private static final String INT64 = "int64";
    private static final String FLOAT64 = "float64";

    /** All of them, in their order. */
    static final List<DatasetColumn> ALL = Stream.of(
                    Stream.of(
                            turn("text", STRING, Group.TARGET),
                            new DatasetColumn("label", "CAST(t.label AS BIGINT)", INT64, Group.TARGET),
                            new DatasetColumn("label_name", labelName(), STRING, Group.TARGET),
                            turn("message_id", STRING, Group.KEY),
                            turn("conversation_id", STRING, Group.KEY),
                            turn("user_hash", STRING, Group.KEY),
                            turn("split", STRING, Group.KEY),
                            turn("stratum", STRING, Group.KEY),
                            turn("position", STRING, Group.KEY)),
                    Stream.of(
                            turn("turn_number", INT32, Group.INPUT),
                            turn("reference_count", INT32, Group.INPUT),
                            turn("prompt_char_count", INT32, Group.INPUT),
                            turn("previous_model", STRING, Group.INPUT)),
                    Stream.of(
                            turn("score", INT32, Group.ORIGIN),
                            turn("confidence", FLOAT64, Group.ORIGIN),
                            turn("soft_label", FLOAT64, Group.ORIGIN),
                            turn("fingerprint", STRING, Group.ORIGIN),
                            turn("is_baseline", BOOL, Group.ORIGIN),
                            turn("is_reviewed", BOOL, Group.ORIGIN),
                            new DatasetColumn("text_count", "r.turns", INT32, Group.ORIGIN),
                            new DatasetColumn("near_duplicate_count", "c.texts", INT32, Group.ORIGIN),
                            new DatasetColumn("weight", "d.weight", FLOAT64, Group.ORIGIN)),
                    Stream.of(
                            turn("hindsight_model", STRING, Group.HINDSIGHT),
                            turn("hindsight_is_likely_reasoning", BOOL, Group.HINDSIGHT),
                            turn("hindsight_response_type", STRING, Group.HINDSIGHT),
                            turn("hindsight_complexity", STRING, Group.HINDSIGHT),
                            turn("hindsight_num_requests", INT32, Group.HINDSIGHT),
                            turn("hindsight_tool_counts", STRING, Group.HINDSIGHT),
                            turn("hindsight_tool_diversity", INT32, Group.HINDSIGHT),
                            turn("hindsight_token_growth", INT64, Group.HINDSIGHT),
                            turn("hindsight_turn_duration_ms", INT64, Group.HINDSIGHT)))
            .flatMap(columns -> columns)
            .toList();

    /** The columns of a SELECT. */
    static String selected() {
        return ALL.stream()
                .map(column -> column.sql() + " AS \"" + column.name() + "\"")
                .collect(Collectors.joining(", "));
    }

    private static DatasetColumn turn(String name, String type, Group group) {
        return new DatasetColumn(name, "t." + name, type, group);
    }

    private static String labelName() {
        return "CASE t.label WHEN 0 THEN '" + Names.LABELS.get(0) + "' ELSE '" + Names.LABELS.get(1) + "' END";
    }
}
