package io.turnstile.datasets.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the labels stand for. */
final class Labels {

    static final String REASONING = "reasoning";

    /** The names of labels 0 and 1. */
    static final List<String> NAMES = List.of(REASONING, "non-reasoning");

    private static final String FILE = "label_mapping.json";
    private static final String COLUMN_LABEL = "label";
    private static final String COLUMN_NAME = "label_name";

    private Labels() {}

    /** Rows have one of both labels, and its name; the mapping says the same, in both directions. */
    static Check check(Dataset dataset) {
        var faults = new ArrayList<>(mappingFaults(dataset.directory().resolve(FILE)));
        for (SplitRows split : dataset.splits()) {
            long wrong = split.rows().stream().filter(row -> !isNamed(row)).count();
            if (wrong > 0) {
                faults.add(split.stem() + " has " + wrong + " rows whose " + COLUMN_LABEL + " and " + COLUMN_NAME
                        + " do not agree");
            }
        }
        return Check.of("labels", faults, "0 = " + NAMES.get(0) + ", 1 = " + NAMES.get(1));
    }

    private static boolean isNamed(DatasetRow row) {
        return row.label() == null && row.labelName() == null
                || row.label() != null
                        && row.label() >= 0
                        && row.label() < NAMES.size()
                        && NAMES.get(row.label().intValue()).equals(row.labelName());
    }

    private static List<String> mappingFaults(Path file) {
        try {
            JsonNode json = new JsonMapper().readTree(Files.readString(file));
            var expected = new JsonMapper()
                    .valueToTree(Map.of(
                            "id2label", Map.of("0", NAMES.get(0), "1", NAMES.get(1)),
                            "label2id", Map.of(NAMES.get(0), 0, NAMES.get(1), 1)));
            return json.equals(expected) ? List.of() : List.of(FILE + " says something else");
        } catch (IOException e) {
            return List.of(FILE + " cannot be read");
        }
    }
}
