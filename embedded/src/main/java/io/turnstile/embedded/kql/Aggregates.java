package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The aggregate functions by their names. Nulls are passed over. */
final class Aggregates {

    private static final Set<String> WITH_PREDICATE = Set.of(
            "countif",
            "sumif",
            "minif",
            "maxif",
            "avgif",
            "dcountif",
            "count_distinctif",
            "make_list_if",
            "make_set_if",
            "make_bag_if",
            "stdevif",
            "varianceif",
            "variancepif",
            "take_anyif",
            "anyif");

    private static final Map<String, Function<KqlType, Supplier<Fold>>> FOLDS = Map.ofEntries(
            Map.entry("sum", type -> Folds.sum(type)),
            Map.entry("min", type -> Folds.extreme(-1)),
            Map.entry("max", type -> Folds.extreme(1)),
            Map.entry("avg", type -> Folds.average(type)),
            // Kusto estimates it; here it is exact.
            Map.entry("dcount", type -> Folds.distinctCount()),
            Map.entry("count_distinct", type -> Folds.distinctCount()),
            Map.entry("stdev", type -> Moments.of(true, true)),
            Map.entry("stdevp", type -> Moments.of(false, true)),
            Map.entry("variance", type -> Moments.of(true, false)),
            Map.entry("variancep", type -> Moments.of(false, false)),
            Map.entry("binary_all_and", type -> Folds.bits((a, b) -> a & b)),
            Map.entry("binary_all_or", type -> Folds.bits((a, b) -> a | b)),
            Map.entry("binary_all_xor", type -> Folds.bits((a, b) -> a ^ b)));

    private static final Set<String> OTHERS = Set.of(
            "count",
            "make_list",
            "make_list_with_nulls",
            "make_set",
            "make_bag",
            "arg_max",
            "arg_min",
            "take_any",
            "any",
            "percentile",
            "percentiles");

    private final ScalarCompiler scalars;
    private final List<String> keys;

    Aggregates(ScalarCompiler scalars) {
        this(scalars, List.of());
    }

    /** @param keys the columns that rows are grouped by: {@code *} does not mean them */
    Aggregates(ScalarCompiler scalars, List<String> keys) {
        this.scalars = scalars;
        this.keys = keys;
    }

    static boolean knows(String name) {
        return FOLDS.containsKey(name) || OTHERS.contains(name) || WITH_PREDICATE.contains(name);
    }

    Aggregate compile(SyntaxNode node, String name) {
        List<SyntaxNode> arguments = new ArrayList<>(Calls.arguments(node));
        String plain = name;
        Expr predicate = Expr.value(KqlType.BOOL, true);
        if (WITH_PREDICATE.contains(name)) {
            predicate = scalars.compile(arguments.remove(name.equals("countif") ? 0 : 1), KqlType.BOOL);
            plain = name.replaceFirst("_?if$", "");
        }
        return switch (plain) {
            case "count" -> folding(Expr.value(KqlType.LONG, 1L), predicate, Folds.count());
            case "make_list", "make_list_with_nulls", "make_set" -> elements(plain, arguments, predicate);
            case "make_bag" -> folding(argument(node, arguments), predicate, Folds.bag());
            case "arg_max" -> extremeRow(arguments, 1);
            case "arg_min" -> extremeRow(arguments, -1);
            case "take_any", "any" -> any(arguments, predicate);
            case "percentile", "percentiles" -> percentiles(node, arguments);
            default ->
                folding(
                        argument(node, arguments),
                        predicate,
                        FOLDS.get(plain).apply(scalars.compile(arguments.get(0)).type()));
        };
    }

    /** The one argument. A second one, the accuracy, says nothing where the result is exact. */
    private Expr argument(SyntaxNode node, List<SyntaxNode> arguments) {
        boolean hasAccuracy = arguments.size() == 2 && node.child("Name").name().startsWith("dcount");
        if (arguments.size() != 1 && !hasAccuracy) {
            throw node.refused(node.child("Name").name() + "() with " + arguments.size() + " arguments");
        }
        return scalars.compile(arguments.get(0));
    }

    private static Aggregate folding(Expr value, Expr predicate, Supplier<Fold> start) {
        return new Aggregate(() -> new Folding(value, predicate, start.get()), 1);
    }

    private Aggregate elements(String name, List<SyntaxNode> arguments, Expr predicate) {
        Expr value = scalars.compile(arguments.get(0));
        long most = arguments.size() > 1
                ? (long) scalars.compile(arguments.get(1), KqlType.LONG).constant()
                : Folds.MOST_ELEMENTS;
        return switch (name) {
            case "make_set" -> folding(value, predicate, Folds.set(most));
            case "make_list" -> folding(value, predicate, Folds.list(most));
            default -> {
                // The fold passes over nulls, but a JSON null is none.
                Expr withNulls = Expr.of(KqlType.DYNAMIC, List.of(value), row -> Dynamics.of(value.of(row)));
                yield folding(withNulls, predicate, Folds.list(most));
            }
        };
    }

    /** Of rows that are equally good, the first; Kusto takes any of them. */
    private Aggregate extremeRow(List<SyntaxNode> arguments, int sign) {
        Expr measure = scalars.compile(arguments.get(0));
        List<Expr> values = new ArrayList<>(List.of(measure));
        arguments.stream().skip(1).forEach(argument -> values.addAll(columns(argument, arguments.get(0))));
        return new Aggregate(() -> new ExtremeRow(measure, values, sign), values.size());
    }

    /** The column of an argument, or all that a star stands for. */
    private List<Expr> columns(SyntaxNode argument, SyntaxNode measure) {
        if (!argument.is("StarExpression")) {
            return List.of(scalars.compile(argument));
        }
        Schema schema = scalars.rows().schema();
        String measured = measure.is("NameReference") ? measure.name() : null;
        return IntStream.range(0, schema.size())
                .filter(i -> !schema.columns().get(i).name().equals(measured))
                .filter(i -> !keys.contains(schema.columns().get(i).name()))
                .mapToObj(i -> new Expr(schema.type(i), row -> row.get(i), scalars.rows()))
                .toList();
    }

    /** Of one value the first that is there, of several those of the first row; Kusto takes any. */
    private Aggregate any(List<SyntaxNode> arguments, Expr predicate) {
        List<Expr> values = arguments.stream()
                .flatMap(argument -> columns(argument, argument).stream())
                .toList();
        if (values.size() == 1) {
            return folding(values.get(0), predicate, Folds.any(values.get(0).type()));
        }
        Expr constant = Expr.value(KqlType.LONG, 0L);
        return new Aggregate(() -> new ExtremeRow(constant, values, 1), values.size());
    }

    private Aggregate percentiles(SyntaxNode node, List<SyntaxNode> arguments) {
        Expr value = scalars.compile(arguments.get(0));
        List<Double> percents = arguments.stream()
                .skip(1)
                .map(argument ->
                        (Double) scalars.compile(argument, KqlType.REAL).constant())
                .toList();
        if (percents.isEmpty()) {
            throw node.refused("percentiles without a percentage");
        }
        return new Aggregate(() -> new Percentiles(value, percents), percents.size());
    }

    /** Adds the values that are there, of the rows that a predicate holds for, to a fold. */
    private record Folding(Expr value, Expr predicate, Fold fold) implements Aggregate.Accumulator {

        @Override
        public void add(Row row) {
            Object added = Boolean.TRUE.equals(predicate.of(row)) ? value.of(row) : null;
            if (added != null) {
                fold.add(added);
            }
        }

        @Override
        public Object result() {
            return fold.result();
        }
    }
}
