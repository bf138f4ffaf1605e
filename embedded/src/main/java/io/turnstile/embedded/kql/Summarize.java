package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** summarize: groups by hash, in the order in which they were first seen. */
final class Summarize {

    private final TableCompiler tables;

    Summarize(TableCompiler tables) {
        this.tables = tables;
    }

    TableExpr compile(SyntaxNode node, TableExpr input) {
        OperatorParameters.of(node);
        Schema result = node.columns();
        ScalarCompiler scalars = tables.over(RowScope.plain(input.schema()));
        List<SyntaxNode> by = node.optional("ByClause")
                .map(clause -> clause.children("Expressions"))
                .orElse(List.of());
        if (by.stream().anyMatch(key -> key.is("OrderedExpression"))) {
            throw node.refused("summarize by an order");
        }
        List<Expr> keys = scalars.compile(by);
        RowScope group = RowScope.aggregate(input.schema());
        List<Output> outputs = outputs(node, group, plainNames(by), result.size() - keys.size());
        return input.then(result, rows -> new Groups(keys, group, outputs, result).of(rows));
    }

    /**
     * A column of the result: a value of the group's slots.
     *
     * @param part which one, of a slot with several values
     */
    private record Output(Expr value, int part) {

        Object of(Row slots) {
            Object found = value.of(slots);
            return part < 0 ? found : ((Object[]) found)[part];
        }
    }

    private static List<String> plainNames(List<SyntaxNode> by) {
        return by.stream()
                .filter(key -> key.is("NameReference"))
                .map(SyntaxNode::name)
                .toList();
    }

    private List<Output> outputs(SyntaxNode node, RowScope group, List<String> keys, int width) {
        var outputs = new ArrayList<Output>();
        for (SyntaxNode expression : node.children("Aggregates")) {
            outputs.addAll(outputs(expression, group, keys));
        }
        if (outputs.size() != width) {
            throw node.refused("which columns this summarize gives");
        }
        return outputs;
    }

    private List<Output> outputs(SyntaxNode expression, RowScope group, List<String> keys) {
        SyntaxNode call = expression.unwrapped();
        ScalarCompiler scalars = tables.over(group);
        boolean isAggregate = call.is("FunctionCallExpression")
                && Aggregates.knows(Calls.calledName(call))
                && tables.scope().function(Calls.calledName(call)).isEmpty();
        if (!isAggregate) {
            return List.of(new Output(scalars.compile(call), -1));
        }
        Aggregate aggregate = new Aggregates(scalars.overInput(), keys).compile(call, Calls.calledName(call));
        if (aggregate.width() == 1 && !Calls.calledName(call).startsWith("arg_")) {
            return List.of(new Output(group.slot(call.type(), aggregate), -1));
        }
        Expr slot = group.slot(KqlType.DYNAMIC, aggregate);
        var outputs = new ArrayList<Output>();
        for (int part = 0; part < aggregate.width(); part++) {
            outputs.add(new Output(slot, part));
        }
        return outputs;
    }

    /** What is equal in the keys of one group. */
    static List<Object> key(Object[] values) {
        return Arrays.stream(values).map(Conversions::key).collect(Collectors.toCollection(ArrayList::new));
    }

    private record Groups(List<Expr> keys, RowScope group, List<Output> outputs, Schema result) {

        /** A group and its aggregates on their way. */
        private record Group(Object[] keys, List<Aggregate.Accumulator> accumulators) {}

        Stream<Row> of(Stream<Row> rows) {
            var groups = new LinkedHashMap<List<Object>, Group>();
            rows.forEach(row -> {
                Object[] values = keys.stream().map(key -> key.of(row)).toArray();
                groups.computeIfAbsent(key(values), key -> start(values))
                        .accumulators()
                        .forEach(accumulator -> accumulator.add(row));
            });
            // Without keys, all is one group, even if it is empty.
            if (groups.isEmpty() && keys.isEmpty()) {
                groups.put(List.of(), start(new Object[0]));
            }
            return groups.values().stream().map(this::finish);
        }

        private Group start(Object[] values) {
            return new Group(
                    values,
                    group.aggregates().stream()
                            .map(aggregate -> aggregate.start().get())
                            .toList());
        }

        private Row finish(Group found) {
            Row slots = Row.of(found.accumulators().stream()
                    .map(Aggregate.Accumulator::result)
                    .toArray());
            var values = new Object[result.size()];
            for (int i = 0; i < values.length; i++) {
                Object value = i < keys.size()
                        ? found.keys()[i]
                        : outputs.get(i - keys.size()).of(slots);
                values[i] = value == null ? Types.absent(result.type(i)) : Conversions.to(result.type(i), value);
            }
            return Row.of(values);
        }
    }
}
