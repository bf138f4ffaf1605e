package io.turnstile.embedded.kql;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query of the documentation, and the table that stands below it. */
record DocumentedCase(String id, String kql, List<String> cols, List<List<String>> rows) {

    static List<DocumentedCase> read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
    }

    /** In what a result differs from the table; empty where it does not. */
    Optional<String> difference(ResultTable result) {
        List<String> names = result.columns().stream().map(KqlColumn::name).toList();
        if (!names.equals(cols)) {
            return Optional.of("columns " + names + ", documented " + cols);
        }
        if (result.rows().size() != rows.size()) {
            return Optional.of(result.rows().size() + " rows, documented " + rows.size());
        }
        return isOrdered() ? inOrder(result) : inAnyOrder(result);
    }

    private boolean isOrdered() {
        String[] operators = kql.replaceAll("//.*", "").split("\\|");
        return operators[operators.length - 1].strip().matches("(?s)(sort|order|top|serialize)\\b.*");
    }

    private Optional<String> inOrder(ResultTable result) {
        for (int i = 0; i < rows.size(); i++) {
            if (!matches(rows.get(i), result.rows().get(i))) {
                return Optional.of("row " + shown(result.rows().get(i)) + ", documented " + rows.get(i));
            }
        }
        return Optional.empty();
    }

    private Optional<String> inAnyOrder(ResultTable result) {
        var left = new ArrayList<>(rows);
        for (Object[] row : result.rows()) {
            Optional<List<String>> found =
                    left.stream().filter(documented -> matches(documented, row)).findFirst();
            if (found.isEmpty()) {
                return Optional.of("row " + shown(row) + " is not documented; left are " + left);
            }
            left.remove(found.get());
        }
        return Optional.empty();
    }

    /** Empty cells at the end of a row are missing from the documented one. */
    private static boolean matches(List<String> documented, Object[] row) {
        for (int i = 0; i < row.length; i++) {
            var cell = new DocumentedCell(i < documented.size() ? documented.get(i) : "");
            if (!cell.shows(row[i])) {
                return false;
            }
        }
        return documented.size() <= row.length;
    }

    private static List<String> shown(Object[] row) {
        var texts = new ArrayList<String>();
        for (Object value : row) {
            texts.add(
                    value instanceof com.fasterxml.jackson.databind.JsonNode node
                            ? node.toString()
                            : Conversions.text(value));
        }
        return texts;
    }
}
