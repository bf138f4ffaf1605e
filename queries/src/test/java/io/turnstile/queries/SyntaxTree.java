package io.turnstile.queries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A node of a bound tree, with what the lint asks of it. */
record SyntaxTree(JsonNode node) {

    /** What stands where nothing does. */
    static final SyntaxTree NONE = new SyntaxTree(MissingNode.getInstance());

    static SyntaxTree of(Binding binding) {
        return new SyntaxTree(binding.tree());
    }

    /** The parser's kind; empty for a node that is not there. */
    String kind() {
        return node.path("kind").asText();
    }

    boolean is(String... kinds) {
        return List.of(kinds).contains(kind());
    }

    /** A child by the parser's name for it; of no kind where there is none. */
    SyntaxTree child(String name) {
        return new SyntaxTree(node.path(name));
    }

    /** The elements of a child that is a list. */
    List<SyntaxTree> list(String name) {
        return StreamSupport.stream(node.path(name).spliterator(), false)
                .map(SyntaxTree::new)
                .toList();
    }

    /** The child nodes in the order of the text, those within lists too. */
    Stream<SyntaxTree> children() {
        return node.properties().stream()
                .filter(entry ->
                        !entry.getKey().equals("symbol") && !entry.getKey().equals("columns"))
                .flatMap(entry -> entry.getValue().isArray()
                        ? StreamSupport.stream(entry.getValue().spliterator(), false)
                        : Stream.of(entry.getValue()))
                .filter(JsonNode::isObject)
                .map(SyntaxTree::new);
    }

    /** This node and all below it, in the order of the text. */
    Stream<SyntaxTree> descendants() {
        return Stream.concat(Stream.of(this), children().flatMap(SyntaxTree::descendants));
    }

    /** As descendants, but without what lies below nodes of some kinds. */
    Stream<SyntaxTree> descendantsOutside(Set<String> kinds) {
        return Stream.concat(
                Stream.of(this),
                children()
                        .filter(child -> !kinds.contains(child.kind()))
                        .flatMap(child -> child.descendantsOutside(kinds)));
    }

    /** The name that a declaration, a reference, a parameter or a call says; empty for any other node. */
    String name() {
        JsonNode name = node.path("Name");
        return name.isObject() ? new SyntaxTree(name).name() : name.asText();
    }

    /** The arguments of a call. */
    List<SyntaxTree> arguments() {
        return child("ArgumentList").list("Expressions");
    }

    boolean isCallOf(String... functions) {
        return is("FunctionCallExpression") && List.of(functions).contains(name());
    }

    /** The value of a string literal; null for any other node. */
    String stringLiteral() {
        return is("StringLiteralExpression") ? node.path("literal").asText() : null;
    }

    int start() {
        return node.path("start").asInt();
    }
}
