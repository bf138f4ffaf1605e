package io.turnstile.queries;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A query as Microsoft's parser and binder understand it.
 *
 * @param diagnostics what is wrong with it; empty for a query that may be run
 * @param columns the columns of the result, in order; empty where the result is not a table
 * @param tree the bound syntax tree. A node is an object with its {@code kind} (the parser's SyntaxKind), its children
 *     under the parser's own names, and what the binder knows: {@code type} (a scalar type's name) or {@code columns}
 *     (of a table: pairs of name and type), {@code symbol} (kind and name of what it refers to), {@code literal}, {@code
 *     start} (character offset). A list is an array, a token its text. Null where the text could not be parsed at all
 */
public record Binding(List<Diagnostic> diagnostics, List<Column> columns, JsonNode tree) {

    /**
     * What the parser says against a query.
     *
     * @param severity Error, Warning, Suggestion
     * @param code the parser's own code, e.g. KS142
     * @param line one-based
     * @param column one-based
     */
    public record Diagnostic(String severity, String code, String message, int line, int column) {

        @Override
        public String toString() {
            return line + ":" + column + ": " + severity + " " + code + ": " + message;
        }
    }

    /**
     * A column of a result.
     *
     * @param type a scalar type's name, e.g. long, dynamic
     */
    public record Column(String name, String type) {}

    public Binding {
        diagnostics = List.copyOf(diagnostics);
        columns = List.copyOf(columns);
    }

    /** Whether nothing stands in the way of running it. */
    public boolean isSound() {
        return tree != null
                && diagnostics.stream()
                        .noneMatch(diagnostic -> diagnostic.severity().equals("Error"));
    }
}
