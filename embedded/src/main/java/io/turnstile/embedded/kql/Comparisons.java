package io.turnstile.embedded.kql;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/** The operators that give a bool. */
final class Comparisons {

    private final ScalarCompiler scalars;

    Comparisons(ScalarCompiler scalars) {
        this.scalars = scalars;
    }

    Expr compile(SyntaxNode node) {
        return switch (node.kind()) {
            case "EqualExpression" -> equality(node, false);
            case "NotEqualExpression" -> equality(node, true);
            case "LessThanExpression" -> order(node, comparison -> comparison < 0);
            case "LessThanOrEqualExpression" -> order(node, comparison -> comparison <= 0);
            case "GreaterThanExpression" -> order(node, comparison -> comparison > 0);
            case "GreaterThanOrEqualExpression" -> order(node, comparison -> comparison >= 0);
            case "BetweenExpression" -> between(node, false);
            case "NotBetweenExpression" -> between(node, true);
            case "MatchesRegexExpression" -> matches(node);
            default ->
                node.kind().matches("(Not)?In(Cs)?Expression|Has(Any|All)Expression")
                        ? new Membership(scalars).compile(node)
                        : text(node);
        };
    }

    /** Two operands of one kind: a dynamic one is taken as what the other one is. */
    private record Operands(Expr left, Expr right) {

        List<Expr> both() {
            return List.of(left, right);
        }
    }

    private Operands operands(SyntaxNode node) {
        return operands(node, scalars.compile(node.child("Left")), scalars.compile(node.child("Right")));
    }

    private static Operands operands(SyntaxNode node, Expr left, Expr right) {
        if (left.type() == right.type()) {
            if (left.type() == KqlType.DYNAMIC) {
                throw node.refused("a comparison of two dynamic values");
            }
            return new Operands(left, right);
        }
        if (left.type() == KqlType.DYNAMIC) {
            return new Operands(left.as(right.type()), right);
        }
        if (right.type() == KqlType.DYNAMIC) {
            return new Operands(left, right.as(left.type()));
        }
        if (!Types.isNumber(left.type()) || !Types.isNumber(right.type())) {
            throw node.refused("a comparison of " + left.type() + " and " + right.type());
        }
        return new Operands(left, right);
    }

    private Expr equality(SyntaxNode node, boolean negated) {
        Operands operands = operands(node);
        return Expr.of(KqlType.BOOL, operands.both(), row -> {
            Boolean equal = Ordering.equal(operands.left.of(row), operands.right.of(row));
            return equal == null ? null : (Object) (equal != negated);
        });
    }

    private Expr order(SyntaxNode node, IntPredicate test) {
        Operands operands = operands(node);
        return Expr.of(
                KqlType.BOOL, operands.both(), row -> ordered(operands.left.of(row), operands.right.of(row), test));
    }

    private static Object ordered(Object left, Object right, IntPredicate test) {
        if (left == null || right == null) {
            return null;
        }
        boolean isNumber = !isNaN(left) && !isNaN(right);
        return isNumber && test.test(Ordering.compare(left, right));
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    /** Both ends belong to it. A datetime may be between a datetime and how long after that. */
    private Expr between(SyntaxNode node, boolean negated) {
        SyntaxNode couple = node.child("Right");
        Expr value = scalars.compile(node.child("Left"));
        Expr low = scalars.compile(couple.child("First"));
        Expr high = scalars.compile(couple.child("Second"));
        if (low.type() == KqlType.DATETIME && high.type() == KqlType.TIMESPAN) {
            high = after(low, high);
        }
        Operands atLeast = operands(node, value, low);
        Operands atMost = operands(node, value, high);
        return Expr.of(KqlType.BOOL, List.of(value, low, high), row -> {
            Object above = ordered(atLeast.left.of(row), atLeast.right.of(row), comparison -> comparison >= 0);
            Object below = ordered(atMost.left.of(row), atMost.right.of(row), comparison -> comparison <= 0);
            return above == null || below == null ? null : (Object) (((boolean) above && (boolean) below) != negated);
        });
    }

    private static Expr after(Expr start, Expr length) {
        return Expr.of(KqlType.DATETIME, List.of(start, length), row -> {
            Object from = start.of(row);
            Object time = length.of(row);
            return from == null || time == null
                    ? null
                    : Ticks.datetime(Ticks.of((Instant) from) + Ticks.of((Duration) time));
        });
    }

    private Expr matches(SyntaxNode node) {
        Expr text = scalars.compile(node.child("Left"), KqlType.STRING);
        Expr regex = scalars.compile(node.child("Right"), KqlType.STRING);
        Regexes regexes = scalars.query().regexes();
        return Expr.of(
                KqlType.BOOL,
                List.of(text, regex),
                row -> regexes.of((String) regex.of(row))
                        .matcher((String) text.of(row))
                        .find());
    }

    private Expr text(SyntaxNode node) {
        BiPredicate<String, String> test = StringOperators.of(node.kind());
        if (test == null || node.child("Left").is("StarExpression")) {
            throw node.refused(node.kind() + " " + node.token("Operator"));
        }
        Expr left = scalars.compile(node.child("Left"), KqlType.STRING);
        Expr right = scalars.compile(node.child("Right"), KqlType.STRING);
        return Expr.of(
                KqlType.BOOL, List.of(left, right), row -> test.test((String) left.of(row), (String) right.of(row)));
    }
}
