package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Calls of functions in scalar expressions: the query's own, those that need more than values, and the others. */
final class Calls {

    private final ScalarCompiler scalars;

    Calls(ScalarCompiler scalars) {
        this.scalars = scalars;
    }

    Expr compile(SyntaxNode node) {
        String name = calledName(node);
        Optional<UserFunction> own = scalars.scope().function(name);
        if (own.isPresent()) {
            return body(node, own.get());
        }
        if (scalars.rows().kind() == RowScope.Kind.AGGREGATE && Aggregates.knows(name)) {
            return aggregate(node, name);
        }
        List<SyntaxNode> arguments = arguments(node);
        return switch (name) {
            case "iff", "iif" -> choice(node, arguments);
            case "case" -> choice(node, arguments);
            case "coalesce" -> coalesce(node, arguments);
            case "now" -> now(arguments);
            case "ago" -> ago(arguments.get(0));
            case "ingestion_time" -> new IngestionFunctions(scalars).time();
            case "cursor_current" ->
                Expr.value(KqlType.STRING, scalars.query().database().currentCursor());
            case "cursor_after" -> new IngestionFunctions(scalars).after(arguments.get(0));
            case "cursor_before_or_at" -> new IngestionFunctions(scalars).beforeOrAt(arguments.get(0));
            case "column_ifexists" -> columnIfExists(node, arguments);
            case "pack_all" -> packAll(arguments);
            case "prev", "next", "row_number", "row_cumsum" -> new Windows(scalars).compile(node, name, arguments);
            default -> library(node, name, arguments);
        };
    }

    /** A function without arguments may be called without parentheses, and is then a reference. */
    static String calledName(SyntaxNode node) {
        return node.is("FunctionCallExpression") ? node.child("Name").name() : node.name();
    }

    static List<SyntaxNode> arguments(SyntaxNode node) {
        return node.is("FunctionCallExpression") ? node.child("ArgumentList").children("Expressions") : List.of();
    }

    private Expr body(SyntaxNode node, UserFunction function) {
        SyntaxNode body = node.calledBody().orElseThrow(() -> node.refused("a call without its body"));
        Scope inner = new Arguments(scalars).bind(node, function);
        Statements.declare(body.children("Statements"), inner, scalars.within(inner));
        return scalars.within(inner).compile(body.child("Expression"));
    }

    private Expr aggregate(SyntaxNode node, String name) {
        Aggregate aggregate = new Aggregates(scalars.overInput()).compile(node, name);
        if (aggregate.width() > 1) {
            throw node.refused(name + " inside an expression");
        }
        return scalars.rows().slot(node.type(), aggregate);
    }

    private Expr library(SyntaxNode node, String name, List<SyntaxNode> called) {
        // A typeof() at the end says what the result is converted to; the binder has heeded it.
        List<SyntaxNode> arguments = called.stream()
                .filter(argument -> !(name.equals("extract") && argument.is("TypeOfLiteralExpression")))
                .toList();
        ScalarFunction function = Functions.named(name, scalars.query())
                .filter(found -> found.takes(arguments.size()))
                .orElseThrow(() -> node.refused("the function " + name + "() with " + arguments.size() + " arguments"));
        var values = new ArrayList<Expr>();
        for (int i = 0; i < arguments.size(); i++) {
            Expr argument = scalars.compile(arguments.get(i));
            values.add(function.parameter(i) instanceof KqlType type ? argument.as(type) : argument);
        }
        KqlType type = node.type();
        return Expr.of(type, values, row -> typed(type, function.call(values(values, row))));
    }

    private static Object[] values(List<Expr> expressions, Row row) {
        var values = new Object[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = expressions.get(i).of(row);
        }
        return values;
    }

    private static Object typed(KqlType type, Object value) {
        return value == null ? Types.absent(type) : Conversions.to(type, value);
    }

    /** iff() and case(): pairs of a condition and a value, and last what holds else. Only what is chosen is computed. */
    private Expr choice(SyntaxNode node, List<SyntaxNode> arguments) {
        KqlType type = node.type();
        var parts = new ArrayList<Expr>();
        for (int i = 0; i < arguments.size(); i++) {
            boolean isCondition = i % 2 == 0 && i < arguments.size() - 1;
            parts.add(scalars.compile(arguments.get(i), isCondition ? KqlType.BOOL : type));
        }
        return Expr.of(type, parts, row -> {
            for (int i = 0; i + 1 < parts.size(); i += 2) {
                if (Boolean.TRUE.equals(parts.get(i).of(row))) {
                    return parts.get(i + 1).of(row);
                }
            }
            return parts.get(parts.size() - 1).of(row);
        });
    }

    private Expr coalesce(SyntaxNode node, List<SyntaxNode> arguments) {
        KqlType type = node.type();
        // Of strings, which are never null, the first that is not empty.
        Predicate<Object> isThere = value -> value != null && !"".equals(value);
        List<Expr> parts = arguments.stream()
                .map(argument -> scalars.compile(argument, type))
                .toList();
        return Expr.of(
                type,
                parts,
                row -> parts.stream()
                        .map(part -> part.of(row))
                        .filter(isThere)
                        .findFirst()
                        .orElse(Types.absent(type)));
    }

    private Expr now(List<SyntaxNode> arguments) {
        if (arguments.isEmpty()) {
            return Expr.value(KqlType.DATETIME, scalars.query().now());
        }
        return later(arguments.get(0), 1);
    }

    private Expr ago(SyntaxNode argument) {
        return later(argument, -1);
    }

    private Expr later(SyntaxNode argument, int sign) {
        Expr offset = scalars.compile(argument, KqlType.TIMESPAN);
        long now = Ticks.of(scalars.query().now());
        return Expr.of(KqlType.DATETIME, List.of(offset), row -> {
            Object time = offset.of(row);
            return time == null ? null : Ticks.datetime(now + sign * Ticks.of((java.time.Duration) time));
        });
    }

    private Expr columnIfExists(SyntaxNode node, List<SyntaxNode> arguments) {
        String name = Conversions.text(
                scalars.compile(arguments.get(0), KqlType.STRING).constant());
        var position = scalars.rows().schema().position(name);
        if (position.isEmpty()) {
            return scalars.compile(arguments.get(1));
        }
        int at = position.getAsInt();
        return new Expr(scalars.rows().schema().type(at), row -> row.get(at), scalars.rows()).as(node.type());
    }

    private Expr packAll(List<SyntaxNode> arguments) {
        boolean skipsNulls = !arguments.isEmpty()
                && Boolean.TRUE.equals(
                        scalars.compile(arguments.get(0), KqlType.BOOL).constant());
        List<KqlColumn> columns = scalars.rows().schema().columns();
        return new Expr(
                KqlType.DYNAMIC,
                row -> {
                    var bag = Dynamics.bag();
                    for (int i = 0; i < columns.size(); i++) {
                        boolean skipped = skipsNulls && (row.get(i) == null || "".equals(row.get(i)));
                        if (!skipped) {
                            bag.set(columns.get(i).name(), Dynamics.of(row.get(i)));
                        }
                    }
                    return bag;
                },
                scalars.rows());
    }
}
