package io.turnstile.embedded.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of literals. They are read from the tokens: the binder's own values lose nan, hexadecimals and fractions. */
final class Literals {

    private static final Pattern TYPED = Pattern.compile("(\\w+)\\s*\\((.*)\\)", Pattern.DOTALL);

    private Literals() {}

    /** The value of a literal; empty where the node is none. */
    static Optional<Expr> of(SyntaxNode node) {
        return switch (node.kind()) {
            case "StringLiteralExpression", "CompoundStringLiteralExpression" ->
                Optional.of(Expr.value(KqlType.STRING, node.token("literal")));
            case "LongLiteralExpression" -> typed(node, KqlType.LONG);
            case "IntLiteralExpression" -> typed(node, KqlType.INT);
            case "RealLiteralExpression" -> typed(node, KqlType.REAL);
            case "DecimalLiteralExpression" -> typed(node, KqlType.DECIMAL);
            case "BooleanLiteralExpression" -> typed(node, KqlType.BOOL);
            case "DateTimeLiteralExpression" -> typed(node, KqlType.DATETIME);
            case "TimespanLiteralExpression" -> typed(node, KqlType.TIMESPAN);
            case "GuidLiteralExpression", "RawGuidLiteralExpression" -> typed(node, KqlType.GUID);
            case "DynamicExpression" ->
                Optional.of(Expr.value(KqlType.DYNAMIC, Dynamics.orNull(json(node.child("Expression")))));
            default -> Optional.empty();
        };
    }

    private static Optional<Expr> typed(SyntaxNode node, KqlType type) {
        String token = node.token("Token");
        return Optional.of(Expr.value(type, parse(token, type, node)));
    }

    private static Object parse(String token, KqlType type, SyntaxNode node) {
        Optional<Object> value = parse(token, type);
        if (value == null) {
            throw node.refused("the " + type.name().toLowerCase(java.util.Locale.ROOT) + " literal " + token);
        }
        return value.orElse(null);
    }

    /** A literal's value, empty for a null literal; null where the text is no literal of that type. */
    private static Optional<Object> parse(String token, KqlType type) {
        Matcher typed = TYPED.matcher(token.strip());
        String text = unquoted(typed.matches() ? typed.group(2).strip() : token.strip());
        if (text.equals("null")) {
            return Optional.empty();
        }
        Object value = Conversions.to(type, text);
        return value == null ? null : Optional.of(value);
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** The value of a query parameter: a literal of its type, or for a string the bare text. */
    static Object parameter(String name, String text, KqlType type) {
        if (type == KqlType.STRING) {
            return text;
        }
        if (type == KqlType.DYNAMIC) {
            Matcher typed = TYPED.matcher(text.strip());
            return Dynamics.parse(typed.matches() ? typed.group(2) : text);
        }
        Optional<Object> value = parse(text, type);
        if (value == null) {
            throw new KqlException(
                    KqlException.Code.RUNTIME,
                    "The query parameter " + name + " has the value '" + text + "', which is no "
                            + type.name().toLowerCase(java.util.Locale.ROOT) + ". Pass a KQL literal of that type.");
        }
        return value.orElse(null);
    }

    private static JsonNode json(SyntaxNode node) {
        switch (node.kind()) {
            case "JsonArrayExpression": {
                var array = Dynamics.array();
                node.children("Values").forEach(value -> array.add(json(value)));
                return array;
            }
            case "JsonObjectExpression": {
                var bag = Dynamics.bag();
                node.children("Pairs").forEach(pair -> bag.set(key(pair), json(pair.child("Value"))));
                return bag;
            }
            case "NullLiteralExpression":
                return Dynamics.orJsonNull(null);
            case "UnaryMinusExpression":
                return negated(node);
            default:
                return Dynamics.of(of(node).orElseThrow(() -> node.refused(node.kind() + " in a dynamic literal"))
                        .constant());
        }
    }

    private static JsonNode negated(SyntaxNode node) {
        Object number = Dynamics.scalar(json(node.child("Expression")));
        if (number instanceof Long whole) {
            return Dynamics.of(-whole);
        }
        if (number instanceof Double real) {
            return Dynamics.of(-real);
        }
        throw node.refused("a minus before what is no number");
    }

    private static String key(SyntaxNode pair) {
        SyntaxNode name = pair.child("Name");
        return name.json().isTextual() ? StringTokens.text(name.text()) : name.token("literal");
    }
}
