package io.turnstile.embedded.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Access to the inside of a dynamic value. Keys are told apart by case; what is not there is null. */
final class Accessors {

    private final ScalarCompiler scalars;

    Accessors(ScalarCompiler scalars) {
        this.scalars = scalars;
    }

    Expr path(SyntaxNode node) {
        SyntaxNode selector = node.child("Selector");
        if (selector.is("NameReference")) {
            Expr bag = bag(node);
            String key = selector.name();
            return Expr.of(KqlType.DYNAMIC, List.of(bag), row -> property((JsonNode) bag.of(row), key));
        }
        return selected(node, selector);
    }

    Expr element(SyntaxNode node) {
        return selected(node, node.child("Selector"));
    }

    private Expr selected(SyntaxNode node, SyntaxNode selector) {
        if (!selector.is("BracketedExpression")) {
            throw node.refused(selector.kind() + " as a selector");
        }
        Expr bag = bag(node);
        Expr key = scalars.compile(selector.child("Expression"));
        return switch (key.type()) {
            case STRING ->
                Expr.of(
                        KqlType.DYNAMIC,
                        List.of(bag, key),
                        row -> property((JsonNode) bag.of(row), (String) key.of(row)));
            case INT, LONG ->
                Expr.of(KqlType.DYNAMIC, List.of(bag, key), row -> element((JsonNode) bag.of(row), key.of(row)));
            case DYNAMIC ->
                Expr.of(
                        KqlType.DYNAMIC,
                        List.of(bag, key),
                        row -> member((JsonNode) bag.of(row), (JsonNode) key.of(row)));
            default -> throw node.refused("a selector of type " + key.type());
        };
    }

    private Expr bag(SyntaxNode node) {
        Expr bag = scalars.compile(node.child("Expression"));
        if (bag.type() != KqlType.DYNAMIC) {
            throw node.refused("a member of a value of type " + bag.type());
        }
        return bag;
    }

    private static JsonNode member(JsonNode node, JsonNode key) {
        if (key == null) {
            return null;
        }
        return key.isTextual() ? property(node, key.textValue()) : element(node, Conversions.number(key));
    }

    static JsonNode property(JsonNode node, String key) {
        return node == null ? null : Dynamics.orNull(node.get(key));
    }

    /** Negative positions count from the end. */
    private static JsonNode element(JsonNode node, Object position) {
        Long index = Conversions.number(position);
        if (node == null || !node.isArray() || index == null) {
            return null;
        }
        long at = index < 0 ? node.size() + index : index;
        return at < 0 || at >= node.size() ? null : Dynamics.orNull(node.get((int) at));
    }
}
