package io.turnstile.embedded.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operators in, in~, has_any, has_all. A list on their right may hold values, dynamic arrays, or one table. */
final class Membership {

    private final ScalarCompiler scalars;

    Membership(ScalarCompiler scalars) {
        this.scalars = scalars;
    }

    Expr compile(SyntaxNode node) {
        Expr value = scalars.compile(node.child("Left"));
        List<SyntaxNode> right = node.child("Right").children("Expressions");
        String operator = node.token("Operator");
        if (operator.startsWith("has_")) {
            return hasTerms(value.as(KqlType.STRING), elements(right, KqlType.STRING), operator.equals("has_all"));
        }
        KqlType type = common(node, value.type(), right);
        boolean ignoresCase = operator.endsWith("~");
        Expr set = set(elements(right, type), ignoresCase);
        Expr plain = value.as(type);
        boolean negated = operator.startsWith("!");
        return Expr.of(
                KqlType.BOOL,
                List.of(plain, set),
                row -> ((Set<?>) set.of(row)).contains(key(plain.of(row), ignoresCase)) != negated);
    }

    /** A dynamic value is taken as what the others are; of numbers of two types, all are taken as reals. */
    private KqlType common(SyntaxNode node, KqlType left, List<SyntaxNode> right) {
        List<KqlType> types = Stream.concat(Stream.of(left), right.stream().map(this::typeOf))
                .filter(type -> type != KqlType.DYNAMIC)
                .distinct()
                .toList();
        if (types.isEmpty()) {
            throw node.refused("a comparison of two dynamic values");
        }
        if (types.size() == 1) {
            return types.get(0);
        }
        if (types.stream().allMatch(Types::isNumber)) {
            return types.contains(KqlType.REAL)
                    ? KqlType.REAL
                    : types.contains(KqlType.DECIMAL) ? KqlType.DECIMAL : KqlType.LONG;
        }
        throw node.refused("a comparison of " + types);
    }

    private KqlType typeOf(SyntaxNode node) {
        return node.isTable() ? node.columns().type(0) : node.type();
    }

    /** What gives the elements, as a list. */
    private Expr elements(List<SyntaxNode> nodes, KqlType type) {
        List<Expr> parts = nodes.stream().map(this::part).toList();
        return Expr.of(KqlType.DYNAMIC, parts, row -> {
            var elements = new ArrayList<Object>();
            parts.forEach(part -> add(part.of(row), type, elements));
            return elements;
        });
    }

    private Expr part(SyntaxNode node) {
        if (!node.isTable()) {
            return scalars.compile(node);
        }
        TableExpr table = new TableCompiler(scalars.query(), scalars.scope()).compile(node);
        return Expr.of(
                table.schema().type(0),
                List.of(),
                row -> scalars.query()
                        .subtables()
                        .constant(
                                node,
                                () -> table.all().stream()
                                        .map(each -> each.get(0))
                                        .toList()));
    }

    private static void add(Object value, KqlType type, List<Object> elements) {
        if (value instanceof JsonNode array && array.isArray()) {
            array.forEach(element -> elements.add(Conversions.to(type, element)));
        } else if (value instanceof List<?> column) {
            column.forEach(element -> elements.add(Conversions.to(type, element)));
        } else {
            elements.add(Conversions.to(type, value));
        }
    }

    private static Expr set(Expr elements, boolean ignoresCase) {
        Function<Object, Object> key = element -> key(element, ignoresCase);
        return Expr.of(KqlType.DYNAMIC, List.of(elements), row -> {
            var set = new HashSet<Object>();
            ((List<?>) elements.of(row)).forEach(element -> set.add(key.apply(element)));
            // A null is equal to no other.
            set.remove(null);
            return set;
        });
    }

    private static Object key(Object value, boolean ignoresCase) {
        return ignoresCase && value instanceof String text ? text.toLowerCase(Locale.ROOT) : Conversions.key(value);
    }

    private static Expr hasTerms(Expr text, Expr terms, boolean all) {
        return Expr.of(KqlType.BOOL, List.of(text, terms), row -> {
            String value = (String) text.of(row);
            Stream<?> wanted = ((List<?>) terms.of(row)).stream();
            return all
                    ? wanted.allMatch(term -> StringOperators.hasTerm(value, (String) term))
                    : wanted.anyMatch(term -> StringOperators.hasTerm(value, (String) term));
        });
    }
}
