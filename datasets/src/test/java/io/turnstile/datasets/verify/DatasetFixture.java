package io.turnstile.datasets.verify;

import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.plan.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small valid dataset, to be broken before it is written. Counts, quotas and prevalence in the manifest are those of the
 * valid rows; files and their hashes are those that were written.
 */
final class DatasetFixture {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long SEED = 7;
    private static final long SPLIT_SEED = 3;
    private static final List<String> STRINGS = List.of(
            "message_id",
            "conversation_id",
            "user_hash",
            "split",
            "stratum",
            "position",
            "previous_model",
            "fingerprint");

    /** The columns with their types in SQL, in order. */
    final LinkedHashMap<String, String> types = types();

    /** Rows by stem. */
    final Map<String, List<Map<String, Object>>> splits = new LinkedHashMap<>();

    /** Whole conversations by stem. */
    final Map<String, List<WholeConversation>> views = new LinkedHashMap<>();

    /** What goes into manifest.json, without the files. */
    final ObjectNode manifest = JSON.createObjectNode();

    /** What goes into label_mapping.json. */
    final ObjectNode mapping = JSON.createObjectNode();

    /** Endings of the files to write. Each takes its time. */
    List<String> formats = List.of("parquet");

    private final SplittableRandom random = new SplittableRandom(11);

    private static final DatasetFixture VALID = valid();

    private DatasetFixture() {}

    /** As much of a conversation as the checks look at. */
    record WholeConversation(String id, String split, String text) {}

    /** 60 turns at 50:50, with the conversations of two turns of each split; and natural splits of 24 turns with a quarter reasoning; every turn a user of its own. */
    static DatasetFixture valid() {
        var fixture = new DatasetFixture();
        fixture.split("train", 20, 20);
        fixture.split("validation", 5, 5);
        fixture.split("test", 5, 5);
        fixture.natural("validation");
        fixture.natural("test");
        fixture.conversations();
        fixture.describe();
        return fixture;
    }

    List<Map<String, Object>> rows(String stem) {
        return splits.get(stem);
    }

    Map<String, Object> row(String stem, int index) {
        return splits.get(stem).get(index);
    }

    /** Writes the valid dataset in both formats into an empty directory: what others copy from. */
    static void writeValid(Path directory) throws IOException, SQLException {
        DatasetFixture fixture = valid();
        fixture.formats = List.of("parquet", "jsonl");
        makeFolders(directory);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            for (String stem : fixture.splits.keySet()) {
                fixture.write(connection, stem, directory);
            }
            for (String stem : fixture.views.keySet()) {
                fixture.writeView(connection, stem, directory);
            }
        }
    }

    /**
     * Writes all files into an empty directory.
     *
     * @param valid where {@link #writeValid} wrote: a split that is not broken is copied from there
     */
    Path write(Path directory, Path valid) throws IOException, SQLException {
        makeFolders(directory);
        List<String> broken = Stream.concat(splits.keySet().stream(), views.keySet().stream())
                .filter(this::isBroken)
                .toList();
        for (String stem : Stream.concat(splits.keySet().stream(), views.keySet().stream())
                .filter(stem -> !broken.contains(stem))
                .toList()) {
            for (String format : formats) {
                Files.copy(valid.resolve(stem + "." + format), directory.resolve(stem + "." + format));
            }
        }
        if (!broken.isEmpty()) {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
                for (String stem : broken) {
                    if (views.containsKey(stem)) {
                        writeView(connection, stem, directory);
                    } else {
                        write(connection, stem, directory);
                    }
                }
            }
        }
        if (formats.contains("jsonl")) {
            Files.copy(directory.resolve("validation.jsonl"), directory.resolve("val.jsonl"));
        }
        Files.writeString(directory.resolve("README.md"), "# A card\n");
        Files.createDirectories(directory.resolve("plots"));
        Files.writeString(directory.resolve("plots/length.svg"), "<svg/>\n");
        writeMapping(directory);
        writeManifest(directory);
        return directory;
    }

    /** The dataset as if it had been written to that directory and read; the mapping is there. */
    Dataset read(Path directory) throws IOException {
        writeMapping(directory);
        manifest.putArray("files");
        return new Dataset(
                directory,
                DatasetManifest.of(manifest),
                splits.entrySet().stream()
                        .map(split -> new SplitRows(
                                split.getKey(),
                                split.getValue().stream()
                                        .map(DatasetFixture::read)
                                        .toList(),
                                nulls(split.getValue())))
                        .toList());
    }

    private static DatasetRow read(Map<String, Object> row) {
        return new DatasetRow(
                (String) row.get("text"),
                (Long) row.get("label"),
                (String) row.get("label_name"),
                (String) row.get("message_id"),
                (String) row.get("conversation_id"),
                (String) row.get("user_hash"),
                (String) row.get("split"),
                (String) row.get("fingerprint"),
                (Double) row.get("weight"));
    }

    private TreeMap<String, Long> nulls(List<Map<String, Object>> rows) {
        var nulls = new TreeMap<String, Long>();
        types.keySet()
                .forEach(column -> rows.stream()
                        .filter(row -> row.get(column) == null)
                        .forEach(row -> nulls.merge(column, 1L, Long::sum)));
        return nulls;
    }

    private boolean isBroken(String stem) {
        if (views.containsKey(stem)) {
            return !views.get(stem).equals(VALID.views.get(stem));
        }
        return !splits.get(stem).equals(VALID.splits.get(stem))
                || !List.copyOf(types.entrySet()).equals(List.copyOf(VALID.types.entrySet()));
    }

    private void write(Connection connection, String stem, Path directory) throws SQLException {
        table(connection, splits.get(stem));
        for (String format : formats) {
            execute(
                    connection,
                    "COPY turn TO '" + directory.resolve(stem + "." + format) + "' (FORMAT "
                            + (format.equals("jsonl") ? "json" : "parquet") + ")");
        }
    }

    private void writeView(Connection connection, String stem, Path directory) throws SQLException {
        String rows = views.get(stem).stream()
                .map(row -> "('" + row.id() + "', '" + row.split() + "', '" + row.text() + "')")
                .collect(Collectors.joining(", "));
        for (String format : formats) {
            boolean isJson = format.equals("jsonl");
            // A map is text in Parquet.
            String tools = isJson ? "{'read': 2}" : "'{\"read\":2}'";
            String columns = stem.startsWith("messages/")
                    ? "[{'role': 'user', 'content': text}] AS messages, id AS conversation_id, 'SHORT' AS stratum,"
                            + " 1 AS turns"
                    : "id AS \"conversationId\", [{'userText': text, 'toolCounts': " + tools + "}] AS turns, split";
            execute(
                    connection,
                    "COPY (SELECT " + columns + " FROM (VALUES " + rows + ") row(id, split, text)) TO '"
                            + directory.resolve(stem + "." + format) + "' (FORMAT " + (isJson ? "json" : "parquet")
                            + ")");
        }
    }

    private static void makeFolders(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("messages"));
        Files.createDirectories(directory.resolve("conversations"));
    }

    private void writeMapping(Path directory) throws IOException {
        Files.writeString(directory.resolve("label_mapping.json"), mapping.toPrettyString());
    }

    private void writeManifest(Path directory) throws IOException {
        ArrayNode files = manifest.putArray("files");
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = directory.relativize(path).toString();
                ObjectNode file = files.addObject();
                file.put("path", name);
                file.put("sha256", sha256(path));
                file.put("bytes", Files.size(path));
                String stem = name.replaceAll("\\.(parquet|jsonl)$", "").replaceAll("^val$", "validation");
                List<?> rows = splits.containsKey(stem) ? splits.get(stem) : views.get(stem);
                file.put("rows", rows == null ? null : rows.size());
            }
        }
        Files.writeString(directory.resolve("manifest.json"), manifest.toPrettyString());
    }

    private void split(String split, int reasoning, int others) {
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < reasoning + others; i++) {
            rows.add(newRow(split, i < reasoning ? 0 : 1));
        }
        splits.put(split, rows);
        sort(split);
    }

    private void natural(String split) {
        var rows = new ArrayList<Map<String, Object>>();
        splits.get(split).forEach(row -> rows.add(new HashMap<>(row)));
        rows.add(newRow(split, 0));
        for (int i = 0; i < 13; i++) {
            rows.add(newRow(split, 1));
        }
        splits.put(split + ".natural", rows);
        sort(split + ".natural");
    }

    private void conversations() {
        var all = new ArrayList<WholeConversation>();
        for (String split : List.of("train", "validation", "test")) {
            List<WholeConversation> ofSplit = rows(split).stream()
                    .limit(2)
                    .map(row -> new WholeConversation((String) row.get("conversation_id"), split, "h\u00E4?\n\"1\""))
                    .toList();
            views.put("messages/" + split, new ArrayList<>(ofSplit));
            all.addAll(ofSplit);
        }
        views.put("conversations/short", all);
    }

    /** Brings rows into the order of the sample. */
    void sort(String stem) {
        var hasher = Hashing.xxh3_64(SEED);
        splits.get(stem)
                .sort(Comparator.comparing(
                        row -> hasher.hashBytesToLong(
                                ((String) row.get("message_id")).getBytes(StandardCharsets.UTF_8)),
                        Long::compareUnsigned));
    }

    /** A row like no other. */
    Map<String, Object> newRow(String split, int label) {
        String id = newId(split);
        var row = new HashMap<String, Object>();
        STRINGS.forEach(column -> row.put(column, column + "-" + id));
        row.put("text", newText());
        row.put("label", (long) label);
        row.put("label_name", label == 0 ? "reasoning" : "non-reasoning");
        row.put("split", split);
        row.put("fingerprint", "llm/model/abc");
        types.forEach((column, type) -> {
            if (type.equals("INTEGER")) {
                row.put(column, random.nextInt(1, 9));
            } else if (type.equals("DOUBLE")) {
                row.put(column, random.nextInt(1, 9) / 8.0);
            }
        });
        row.put("weight", 1.0);
        row.put("is_baseline", false);
        row.put("is_reviewed", random.nextBoolean());
        row.put("hindsight_tool_counts", "{\"read\": 2}");
        return row;
    }

    /** One whose user and conversation are of the split. */
    private String newId(String split) {
        return Stream.generate(() -> Long.toHexString(random.nextLong()))
                .filter(id -> Stream.of("user_hash-", "conversation_id-")
                        .allMatch(column ->
                                Split.of(SPLIT_SEED, column + id).name().equalsIgnoreCase(split)))
                .findFirst()
                .orElseThrow();
    }

    /** A prompt that is near no other. */
    String newText() {
        return random.ints(8, 0, Integer.MAX_VALUE)
                .mapToObj(number -> Integer.toString(number, 36))
                .collect(Collectors.joining(" "));
    }

    private void describe() {
        manifest.put("version", 1);
        ObjectNode plan = manifest.putObject("plan");
        plan.put("name", "session-50").put("text", "kind=session").put("kind", "session");
        plan.put("size", 60).put("seed", SEED).put("cap_per_text", 1).put("cap_per_conversation", 1);
        plan.putObject("ratio").put("reasoning", 0.5).put("non-reasoning", 0.5);
        manifest.put("split_seed", SPLIT_SEED);
        ObjectNode nearDuplicates = manifest.putObject("near_duplicates");
        nearDuplicates.put("kept", false).put("clusters", 0).put("texts", 0).put("left_out", 0);
        nearDuplicates.put("crowded_buckets", 0).put("threshold", 0.8).put("min_shingles", 20);
        nearDuplicates.put("window", 300);
        manifest.putArray("fingerprints").add("llm/model/abc");
        manifest.putObject("offsets")
                .putArray("labeled")
                .addObject()
                .put("partition", 0)
                .put("offset", 99);
        counts(manifest.putObject("counts"));
        counts(manifest.putObject("quotas"));
        manifest.putArray("shortfalls");
        manifest.put("weighted", false);
        weights(manifest.putObject("weights"));
        ObjectNode prevalence = manifest.putObject("natural_prevalence");
        for (String split : List.of("validation", "test")) {
            prevalence.putObject(split).put("turns", 24).put("reasoning", 0.25).put("non-reasoning", 0.75);
        }
        mapping.putObject("id2label").put("0", "reasoning").put("1", "non-reasoning");
        mapping.putObject("label2id").put("reasoning", 0).put("non-reasoning", 1);
    }

    private static void counts(ObjectNode json) {
        json.putObject("train").put("reasoning", 20).put("non-reasoning", 20);
        json.putObject("validation").put("reasoning", 5).put("non-reasoning", 5);
        json.putObject("test").put("reasoning", 5).put("non-reasoning", 5);
    }

    private static void weights(ObjectNode json) {
        for (String split : List.of("train", "validation", "test")) {
            json.putObject(split).put("reasoning", 1.0).put("non-reasoning", 1.0);
        }
    }

    private static LinkedHashMap<String, String> types() {
        var types = new LinkedHashMap<String, String>();
        for (String column : ("text label label_name message_id conversation_id user_hash split stratum position"
                        + " turn_number reference_count prompt_char_count previous_model score confidence soft_label"
                        + " fingerprint is_baseline is_reviewed text_count near_duplicate_count weight hindsight_model"
                        + " hindsight_is_likely_reasoning hindsight_response_type hindsight_complexity"
                        + " hindsight_num_requests hindsight_tool_counts hindsight_tool_diversity"
                        + " hindsight_token_growth hindsight_turn_duration_ms")
                .split(" ")) {
            types.put(column, type(column));
        }
        return types;
    }

    private static String type(String column) {
        return switch (column) {
            case "label", "hindsight_token_growth", "hindsight_turn_duration_ms" -> "BIGINT";
            case "confidence", "soft_label", "weight" -> "DOUBLE";
            case "is_baseline", "is_reviewed", "hindsight_is_likely_reasoning" -> "BOOLEAN";
            case "turn_number",
                    "reference_count",
                    "prompt_char_count",
                    "score",
                    "text_count",
                    "near_duplicate_count",
                    "hindsight_num_requests",
                    "hindsight_tool_diversity" -> "INTEGER";
            default -> "VARCHAR";
        };
    }

    private void table(Connection connection, List<Map<String, Object>> rows) throws SQLException {
        String columns = types.entrySet().stream()
                .map(column -> Quoted.name(column.getKey()) + " " + column.getValue())
                .collect(Collectors.joining(", "));
        execute(connection, "CREATE OR REPLACE TABLE turn (" + columns + ")");
        String places = String.join(", ", Collections.nCopies(types.size(), "?"));
        try (var insert = connection.prepareStatement("INSERT INTO turn VALUES (" + places + ")")) {
            connection.setAutoCommit(false);
            for (var row : rows) {
                int place = 1;
                for (String column : types.keySet()) {
                    insert.setObject(place++, row.get(column));
                }
                insert.execute();
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String sha256(Path path) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
