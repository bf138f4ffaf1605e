package io.turnstile.datasets.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.datasets.plot.Bucket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the rows of the three splits are spread, by class. Whole numbers only: a sum of fractions would depend on the order in
 * which they came.
 *
 * @param rows by split
 * @param cells by split, stratum and position
 * @param lengths quantiles of the texts' lengths in characters (Unicode code points), by class
 * @param spreads by name
 */
record Statistics(
        SortedMap<String, Bucket> rows,
        SortedMap<Place, Bucket> cells,
        Map<String, SortedMap<String, Long>> lengths,
        Map<String, List<Bucket>> spreads) {

    static final String LENGTH = "text_length";
    static final String MODEL = "hindsight_model";
    static final String CONFIDENCE = "confidence";
    static final String AGREEMENT = "agreeing_votes";

    /** What is not known in the telemetry. */
    static final String NOT_KNOWN = "not known";

    private static final String OF_THE_SPLITS = " FROM dataset WHERE stem = split";
    private static final String BY_CLASS = "count(*) FILTER (label = 0), count(*) FILTER (label = 1)";

    /** A cell of a split. */
    record Place(String split, String stratum, String position) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return key().compareTo(other.key());
        }

        private String key() {
            return split + "/" + stratum + "/" + position;
        }
    }

    static Statistics of(WorkFile work) throws SQLException {
        var rows = new TreeMap<String, Bucket>();
        work.query(
                "SELECT split, " + BY_CLASS + OF_THE_SPLITS + " GROUP BY split",
                row -> rows.put(row.getString(1), new Bucket(row.getString(1), row.getLong(2), row.getLong(3))));
        var cells = new TreeMap<Place, Bucket>();
        work.query(
                "SELECT split, stratum, position, " + BY_CLASS + OF_THE_SPLITS + " GROUP BY ALL",
                row -> cells.put(
                        new Place(row.getString(1), row.getString(2), row.getString(3)),
                        new Bucket("", row.getLong(4), row.getLong(5))));
        var spreads = new LinkedHashMap<String, List<Bucket>>();
        spreads.put(LENGTH, spread(work, lengthBucket(), "min(prompt_char_count)"));
        spreads.put(MODEL, spread(work, "coalesce(hindsight_model, '" + NOT_KNOWN + "')", "-count(*)"));
        spreads.put("score", spread(work, "CAST(score AS VARCHAR)", "min(score)"));
        spreads.put(CONFIDENCE, spread(work, confidenceBucket(), "min(confidence)"));
        spreads.put(AGREEMENT, spread(work, "agreeing_votes || ' of ' || votes", "min(votes), min(agreeing_votes)"));
        spreads.put("text_count", spread(work, repeatBucket("text_count"), "min(text_count)"));
        spreads.put(
                "near_duplicate_count",
                spread(work, repeatBucket("near_duplicate_count"), "min(near_duplicate_count)"));
        return new Statistics(rows, cells, lengths(work), spreads);
    }

    private static List<Bucket> spread(WorkFile work, String bucket, String order) throws SQLException {
        var buckets = new ArrayList<Bucket>();
        work.query(
                "SELECT " + bucket + " AS bucket, " + BY_CLASS + OF_THE_SPLITS + " GROUP BY bucket ORDER BY " + order
                        + ", bucket",
                row -> buckets.add(new Bucket(row.getString(1), row.getLong(2), row.getLong(3))));
        return buckets;
    }

    /** By powers of two. */
    private static String lengthBucket() {
        var sql = new StringBuilder("CASE WHEN prompt_char_count < 16 THEN '< 16'");
        for (int from = 16; from < 8_192; from *= 2) {
            sql.append(String.format(
                    Locale.ROOT, " WHEN prompt_char_count < %d THEN '%d–%d'", from * 2, from, from * 2 - 1));
        }
        return sql.append(" ELSE '≥ 8192' END").toString();
    }

    /** By twentieths. What stands on a border belongs above it, however its binary fraction is rounded. */
    private static String confidenceBucket() {
        return "printf('%.2f', least(19, floor(confidence * 20 + 1e-9)) / 20)";
    }

    private static String repeatBucket(String column) {
        return "CASE WHEN " + column + " < 3 THEN CAST(" + column + " AS VARCHAR) WHEN " + column
                + " < 5 THEN '3–4' WHEN " + column + " < 10 THEN '5–9' ELSE '≥ 10' END";
    }

    private static Map<String, SortedMap<String, Long>> lengths(WorkFile work) throws SQLException {
        var lengths = new LinkedHashMap<String, SortedMap<String, Long>>();
        var names = List.of("p00", "p10", "p25", "p50", "p75", "p90", "p99", "p100");
        work.query(
                "SELECT label, quantile_disc(prompt_char_count, [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1])"
                        + OF_THE_SPLITS + " GROUP BY label ORDER BY label",
                row -> {
                    var quantiles = new TreeMap<String, Long>();
                    Object[] values = (Object[]) row.getArray(2).getArray();
                    for (int i = 0; i < values.length; i++) {
                        quantiles.put(names.get(i), ((Number) values[i]).longValue());
                    }
                    lengths.put(Names.LABELS.get(row.getInt(1)), quantiles);
                });
        return lengths;
    }

    /** {@code dataset_stats.json}. @param ofParts what parts say of their files, by part */
    String json(Map<String, SortedMap<String, Long>> ofParts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode bySplit = json.putObject("rows");
        rows.forEach((split, bucket) -> counts(bySplit.putObject(split), bucket));
        ArrayNode byCell = json.putArray("cells");
        cells.forEach((place, bucket) -> counts(
                byCell.addObject()
                        .put("split", place.split())
                        .put("stratum", place.stratum())
                        .put("position", place.position()),
                bucket));
        json.putPOJO("text_length_quantiles", lengths);
        spreads.forEach((name, buckets) -> {
            ArrayNode array = json.putArray(name);
            buckets.forEach(bucket -> counts(array.addObject().put("is", bucket.name()), bucket));
        });
        ofParts.forEach(json::putPOJO);
        return JsonText.pretty(json);
    }

    private static void counts(ObjectNode json, Bucket bucket) {
        json.put(Names.LABELS.get(0), bucket.first()).put(Names.LABELS.get(1), bucket.second());
    }
}
