package io.turnstile.embedded.kql;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The operators behind a bar: those of a few lines, and the way to the others. */
final class Operators {

    private final TableCompiler tables;

    Operators(TableCompiler tables) {
        this.tables = tables;
    }

    TableExpr compile(SyntaxNode node, TableExpr input) {
        return switch (node.kind()) {
            case "FilterOperator" -> where(node, input);
            case "ProjectOperator" -> new Projection(tables).project(node, input);
            case "ExtendOperator" -> new Projection(tables).extend(node, input);
            case "SerializeOperator" -> new Projection(tables).extend(node, input.asSerialized());
            case "ProjectAwayOperator", "ProjectKeepOperator", "ProjectReorderOperator", "ProjectByNamesOperator" ->
                new Projection(tables).chosen(node, input);
            case "ProjectRenameOperator" -> new Projection(tables).renamed(node, input);
            case "SummarizeOperator" -> new Summarize(tables).compile(node, input);
            case "DistinctOperator" -> distinct(node, input);
            case "SortOperator" -> sort(node, input);
            case "TopOperator" -> top(node, input);
            case "TakeOperator" -> take(node, input);
            case "CountOperator" -> count(node, input);
            case "JoinOperator" -> new Join(tables).join(node, input);
            case "LookupOperator" -> new Join(tables).lookup(node, input);
            case "UnionOperator" -> new Union(tables).compile(node, Optional.of(input));
            case "MvExpandOperator" -> new MvExpand(tables).compile(node, input);
            case "MvApplyOperator" -> new MvExpand(tables).apply(node, input);
            case "ParseOperator" -> new Parse(tables).compile(node, input, false);
            case "ParseWhereOperator" -> new Parse(tables).compile(node, input, true);
            case "AsOperator" -> as(node, input);
            case "InvokeOperator" -> tables.invoked(node.child("Function"), input);
            default -> throw node.refused("the operator " + node.kind());
        };
    }

    /** A condition on cursors directly on a table narrows what is read of it. A null condition does not hold. */
    private TableExpr where(SyntaxNode node, TableExpr input) {
        OperatorParameters.of(node);
        RowScope rows = Projection.scope(input);
        Expr condition = tables.over(rows).compile(node.child("Condition"), KqlType.BOOL);
        TableExpr source = input.scan() == null
                ? input
                : TableExpr.of(
                        new IngestionFunctions(tables.over(rows)).narrowed(node.child("Condition"), input.scan()));
        int width = input.schema().size();
        return source.inOrder(input.schema(), stream -> {
            Stream<Row> kept = Projection.ready(stream, rows).filter(row -> Boolean.TRUE.equals(condition.of(row)));
            return rows.windows().isEmpty() ? kept : kept.map(row -> row.widened(width));
        });
    }

    private TableExpr distinct(SyntaxNode node, TableExpr input) {
        OperatorParameters.of(node);
        boolean isStar = node.children("Expressions").get(0).is("StarExpression");
        TableExpr projected = isStar ? input : new Projection(tables).project(node, input);
        return projected.then(projected.schema(), rows -> {
            var seen = new HashSet<List<Object>>();
            return rows.filter(row -> seen.add(Summarize.key(row.values()))).map(row -> Row.of(row.values()));
        });
    }

    private TableExpr sort(SyntaxNode node, TableExpr input) {
        OperatorParameters.of(node);
        Comparator<Row> order = node.children("Expressions").stream()
                .map(expression -> order(expression, input))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        return input.then(input.schema(), rows -> rows.sorted(order)).asSerialized();
    }

    private TableExpr top(SyntaxNode node, TableExpr input) {
        OperatorParameters.of(node);
        Comparator<Row> order = order(node.child("ByExpression"), input);
        long count = (long) tables.constant(node.child("Expression"), KqlType.LONG);
        return input.then(input.schema(), rows -> rows.sorted(order).limit(Math.max(0, count)))
                .asSerialized();
    }

    /** Descending unless it says asc; nulls are the smallest unless it says where they stand. */
    private Comparator<Row> order(SyntaxNode node, TableExpr input) {
        boolean ordered = node.is("OrderedExpression");
        Expr value = tables.over(RowScope.plain(input.schema())).compile(ordered ? node.child("Expression") : node);
        if (value.type() == KqlType.DYNAMIC) {
            throw node.refused("an order of dynamic values");
        }
        var ordering = ordered ? node.optional("Ordering") : Optional.<SyntaxNode>empty();
        boolean ascending = ordering.map(
                        clause -> clause.token("AscOrDescKeyword").equals("asc"))
                .orElse(false);
        boolean nullsFirst = ordering.flatMap(clause -> clause.optional("NullsClause"))
                .map(clause -> clause.token("FirstOrLastKeyword").equals("first"))
                .orElse(ascending);
        Comparator<Object> values = ascending ? Ordering::nullsFirst : (a, b) -> Ordering.nullsFirst(b, a);
        Comparator<Object> nulls = Comparator.comparing(found -> (found == null) != nullsFirst);
        return Comparator.comparing(value::of, nulls.thenComparing(values));
    }

    private TableExpr take(SyntaxNode node, TableExpr input) {
        OperatorParameters.of(node);
        long count = (long) tables.constant(node.child("Expression"), KqlType.LONG);
        return input.inOrder(input.schema(), rows -> rows.limit(Math.max(0, count)));
    }

    private TableExpr count(SyntaxNode node, TableExpr input) {
        if (node.optional("AsIdentifier").isPresent()) {
            throw node.refused("count as");
        }
        return input.then(node.columns(), rows -> Stream.of(Row.of(rows.count())));
    }

    private TableExpr as(SyntaxNode node, TableExpr input) {
        OperatorParameters.of(node);
        var table = new SharedTable(() -> input, tables.query().subtables());
        tables.scope().declare(node.child("Name").name(), table);
        return table.get();
    }
}
