package io.turnstile.embedded.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of the bound tree.
 *
 * @param place names where in the query an offset is
 */
record SyntaxNode(JsonNode json, Place place) {

    /** Where in the query an offset is, for messages. */
    @FunctionalInterface
    interface Place {
        String of(int start);
    }

    /** The root of the tree of a query. */
    static SyntaxNode root(JsonNode json, String kql) {
        return new SyntaxNode(json, start -> lineAndColumn(kql, start));
    }

    /** The body of a called function. Its offsets are its own, so that messages name the call. */
    Optional<SyntaxNode> calledBody() {
        JsonNode body = json.get("body");
        String call = where();
        return body == null ? Optional.empty() : Optional.of(new SyntaxNode(body, start -> call));
    }

    String kind() {
        return json.path("kind").asText("token");
    }

    SyntaxNode child(String name) {
        return optional(name).orElseThrow(() -> refused(kind() + " without " + name));
    }

    Optional<SyntaxNode> optional(String name) {
        JsonNode child = json.get(name);
        return child == null || child.isNull() ? Optional.empty() : Optional.of(new SyntaxNode(child, place));
    }

    List<SyntaxNode> children(String name) {
        var children = new ArrayList<SyntaxNode>();
        for (JsonNode child : json.path(name)) {
            children.add(new SyntaxNode(child, place));
        }
        return children;
    }

    /** The text of a child that is a token; empty where there is none. */
    String token(String name) {
        return json.path(name).asText("");
    }

    /** The text of this token. */
    String text() {
        return json.asText();
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    /** The name that a declaration, a reference or a call carries. */
    String name() {
        JsonNode name = json.get("Name");
        if (name == null) {
            throw refused(kind() + " without a name");
        }
        if (name.isTextual()) {
            return name.asText();
        }
        return name.has("literal") ? name.get("literal").asText() : new SyntaxNode(name, place).name();
    }

    /** The scalar type that the binder found. */
    KqlType type() {
        return Types.named(json.path("type").asText("")).orElseThrow(() -> refused("an expression of unknown type"));
    }

    /** Whether the binder found a scalar type that has values. */
    boolean hasType() {
        return Types.named(json.path("type").asText("")).isPresent();
    }

    /** Whether this is a table. */
    boolean isTable() {
        return json.has("columns");
    }

    /** The columns of the table that this is. */
    Schema columns() {
        var columns = new ArrayList<KqlColumn>();
        for (JsonNode column : json.path("columns")) {
            KqlType type = Types.named(column.get(1).asText())
                    .orElseThrow(() -> refused("column " + column.get(0).asText() + " of type "
                            + column.get(1).asText()));
            columns.add(new KqlColumn(column.get(0).asText(), type));
        }
        return new Schema(columns);
    }

    /** The kind of what this refers to, e.g. Column, Function; empty where it refers to nothing. */
    String symbolKind() {
        return json.path("symbol").path("kind").asText("");
    }

    /** The parentheses and the name around an expression say nothing about its value. */
    SyntaxNode unwrapped() {
        return switch (kind()) {
            case "ParenthesizedExpression", "SimpleNamedExpression", "CompoundNamedExpression" ->
                child("Expression").unwrapped();
            default -> this;
        };
    }

    KqlException refused(String what) {
        return new KqlException(
                KqlException.Code.NOT_SUPPORTED, "The embedded engine does not know " + what + " (" + where() + ").");
    }

    /** What Kusto itself refuses, though its parser does not. */
    KqlException misplaced(String what) {
        return new KqlException(KqlException.Code.SYN0001, where() + ": " + what);
    }

    private String where() {
        return place.of(json.path("start").asInt());
    }

    private static String lineAndColumn(String kql, int start) {
        String before = kql.substring(0, Math.min(start, kql.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return "line " + line + ", column " + (before.length() - before.lastIndexOf('\n'));
    }
}
