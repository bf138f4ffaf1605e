package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables that a query makes itself: datatable, range, print. */
final class Sources {

    private final TableCompiler tables;

    Sources(TableCompiler tables) {
        this.tables = tables;
    }

    TableExpr dataTable(SyntaxNode node) {
        OperatorParameters.of(node);
        Schema schema = node.columns();
        List<SyntaxNode> values = node.children("Values");
        if (schema.size() == 0 || values.size() % schema.size() != 0) {
            throw node.refused("a datatable whose last row is not full");
        }
        var rows = new ArrayList<Row>();
        for (int at = 0; at < values.size(); at += schema.size()) {
            var row = new Object[schema.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = cell(values.get(at + i), schema.type(i));
            }
            rows.add(Row.of(row));
        }
        return TableExpr.of(schema, rows::stream);
    }

    private Object cell(SyntaxNode value, KqlType type) {
        Object constant = tables.constant(value, type);
        return constant == null ? Types.absent(type) : constant;
    }

    TableExpr range(SyntaxNode node) {
        Schema schema = node.columns();
        KqlType type = schema.type(0);
        Object from = tables.constant(node.child("From"), type);
        ScalarCompiler scalars = tables.overNothing();
        Object to = scalars.compile(node.child("To")).constant();
        Object step = scalars.compile(node.child("Step")).constant();
        return TableExpr.of(
                        schema,
                        () -> new Steps(from, to, step)
                                .values(Long.MAX_VALUE)
                                .map(value -> Row.of(Conversions.to(type, value))))
                .asSerialized();
    }

    TableExpr print(SyntaxNode node) {
        Schema schema = node.columns();
        List<Expr> values = tables.overNothing().compile(node.children("Expressions"));
        if (values.size() != schema.size()) {
            throw node.refused("print of expressions of several values");
        }
        return TableExpr.of(schema, () -> Stream.of(Row.of(Projection.values(values, schema, Row.of()))));
    }
}
