package io.turnstile.app.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A file of decisions, one JSON object a line. It is taken whole or not at all. A line has the four fields of a decision
 * and no other: so a line as it was exported, with the judge's label, is no decision.
 */
final class DecisionFile {

    private static final Set<String> FIELDS = Set.of("messageId", "inputHash", "label", "reason");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_REASON = 4_000;
    private static final int ERRORS_SHOWN = 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final List<Decision> decisions = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private DecisionFile() {}

    /**
     * The decisions, in the order of the file. Blank lines are passed over.
     *
     * @throws DecisionFileException if the file cannot be read or any line is wrong; the message tells which and why
     */
    static List<Decision> read(Path file) {
        List<String> text = lines(file);
        var read = new DecisionFile();
        for (int i = 0; i < text.size(); i++) {
            if (!text.get(i).isBlank()) {
                read.add(i + 1, text.get(i));
            }
        }
        if (!read.errors.isEmpty()) {
            throw new DecisionFileException(message(file, read.errors));
        }
        return List.copyOf(read.decisions);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new DecisionFileException("The file " + file + " is not UTF-8. Nothing was written.");
        } catch (IOException e) {
            throw new DecisionFileException(
                    "The file " + file + " cannot be read: " + e + ". Check the path and who may read it.");
        }
    }

    private void add(int number, String line) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            // Its message could quote the line.
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            errors.add("line " + number + ": it is not one JSON object, from column " + column);
            return;
        }
        String wrong = wrong(node);
        if (wrong != null) {
            errors.add("line " + number + ": " + wrong);
            return;
        }
        var decision = new Decision(
                node.get("messageId").textValue(),
                node.get("inputHash").textValue(),
                node.get("label").intValue(),
                node.get("reason").textValue().strip());
        Integer earlier = lines.putIfAbsent(decision.messageId(), number);
        if (earlier != null) {
            errors.add("line " + number + ": line " + earlier + " decides on the same message");
        }
        decisions.add(decision);
    }

    /** What is wrong with a line; null for nothing. */
    private static String wrong(JsonNode node) {
        if (!node.isObject()) {
            return "it is not a JSON object";
        }
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        if (!FIELDS.containsAll(names)) {
            names.removeAll(FIELDS);
            return "there is a field '" + names.first()
                    + "'; a decision has messageId, inputHash, label and reason only";
        }
        if (!isText(node.get("messageId"))) {
            return "messageId must be a text";
        }
        if (!isText(node.get("inputHash"))
                || !HASH.matcher(node.get("inputHash").textValue()).matches()) {
            return "inputHash must be the 64 hex digits that were exported";
        }
        JsonNode label = node.get("label");
        if (label == null || !label.isInt() || label.intValue() < 0 || label.intValue() > 1) {
            return "label must be 0 (a reasoning model is needed) or 1 (a non-reasoning model is enough)";
        }
        if (!isText(node.get("reason")) || node.get("reason").textValue().length() > MAX_REASON) {
            return "reason must be a text of at most " + MAX_REASON + " characters";
        }
        return null;
    }

    private static boolean isText(JsonNode node) {
        return node != null && node.isTextual() && !node.textValue().isBlank();
    }

    private static String message(Path file, List<String> errors) {
        var message = new StringBuilder("The file " + file + " has " + errors.size()
                + " wrong lines. Nothing was written. Mend them and import it again:");
        errors.stream()
                .limit(ERRORS_SHOWN)
                .forEach(error -> message.append("\n  ").append(error));
        if (errors.size() > ERRORS_SHOWN) {
            message.append("\n  and ").append(errors.size() - ERRORS_SHOWN).append(" more");
        }
        return message.toString();
    }
}
