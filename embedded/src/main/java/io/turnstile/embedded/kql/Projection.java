package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operators that compute or choose columns: project and its like, extend, serialize. */
final class Projection {

    private final TableCompiler tables;

    Projection(TableCompiler tables) {
        this.tables = tables;
    }

    TableExpr project(SyntaxNode node, TableExpr input) {
        RowScope rows = scope(input);
        List<Expr> values = tables.over(rows).compile(node.children("Expressions"));
        Schema result = node.columns();
        if (values.size() != result.size()) {
            throw node.refused("project of expressions of several values");
        }
        return computed(input, result, rows, values);
    }

    TableExpr extend(SyntaxNode node, TableExpr input) {
        OperatorParameters.of(node);
        RowScope rows = scope(input);
        List<SyntaxNode> expressions = node.children("Expressions");
        List<Expr> computed = tables.over(rows).compile(expressions);
        List<String> names = names(node, expressions, input.schema());
        Schema result = node.columns();
        var values = new ArrayList<Expr>();
        for (KqlColumn column : result.columns()) {
            int position = names.lastIndexOf(column.name());
            values.add(position >= 0 ? computed.get(position) : column(node, input, rows, column.name()));
        }
        return computed(input, result, rows, values);
    }

    /** Names of the extended columns. Those without a name are named by the binder, in their order. */
    private static List<String> names(SyntaxNode node, List<SyntaxNode> expressions, Schema input) {
        Set<String> taken = expressions.stream()
                .filter(expression -> expression.is("SimpleNamedExpression"))
                .map(expression -> expression.child("Name").name())
                .collect(Collectors.toCollection(HashSet::new));
        var fresh = node.columns().columns().stream()
                .map(KqlColumn::name)
                .filter(name -> input.position(name).isEmpty() && !taken.contains(name))
                .iterator();
        var names = new ArrayList<String>();
        for (SyntaxNode expression : expressions) {
            if (expression.is("SimpleNamedExpression")) {
                names.add(expression.child("Name").name());
            } else if (expression.is("NameReference")) {
                names.add(expression.name());
            } else if (fresh.hasNext()) {
                names.add(fresh.next());
            } else {
                throw expression.refused("an extended column without a name of its own");
            }
        }
        return names;
    }

    /** Columns of the input by their names: project-away, project-keep, project-reorder. */
    TableExpr chosen(SyntaxNode node, TableExpr input) {
        RowScope rows = scope(input);
        Schema result = node.columns();
        List<Expr> values = result.columns().stream()
                .map(column -> column(node, input, rows, column.name()))
                .toList();
        return computed(input, result, rows, values);
    }

    /** The columns of the input under other names. */
    TableExpr renamed(SyntaxNode node, TableExpr input) {
        Schema result = node.columns();
        if (result.size() != input.schema().size()) {
            throw node.refused("project-rename that leaves columns out");
        }
        return input.inOrder(result, rows -> rows);
    }

    /** Functions over the rows in their order are allowed where the rows have one. */
    static RowScope scope(TableExpr input) {
        return input.serialized() ? RowScope.window(input.schema()) : RowScope.plain(input.schema());
    }

    private static Expr column(SyntaxNode node, TableExpr input, RowScope rows, String name) {
        int position =
                input.schema().position(name).orElseThrow(() -> node.refused("where the column " + name + " is from"));
        return new Expr(input.schema().type(position), row -> row.get(position), rows);
    }

    private static TableExpr computed(TableExpr input, Schema result, RowScope rows, List<Expr> values) {
        return input.inOrder(result, stream -> ready(stream, rows).map(row -> row.with(values(values, result, row))));
    }

    /** The rows with what the functions over their order give. */
    static Stream<Row> ready(Stream<Row> stream, RowScope rows) {
        return rows.windows().isEmpty() ? stream : Windows.filled(stream.toList(), rows).stream();
    }

    static Object[] values(List<Expr> expressions, Schema schema, Row row) {
        var values = new Object[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = expressions.get(i).of(row);
            values[i] = value == null || expressions.get(i).type() == schema.type(i)
                    ? value
                    : Conversions.to(schema.type(i), value);
        }
        return values;
    }
}
