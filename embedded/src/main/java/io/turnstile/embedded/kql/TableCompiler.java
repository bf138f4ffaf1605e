package io.turnstile.embedded.kql;

import java.util.Optional;

/** Makes tabular expressions of nodes. What it does not know it refuses. */
final class TableCompiler {

    private final QueryContext query;
    private final Scope scope;

    TableCompiler(QueryContext query, Scope scope) {
        this.query = query;
        this.scope = scope;
    }

    QueryContext query() {
        return query;
    }

    Scope scope() {
        return scope;
    }

    /** Scalar expressions over the rows of a table. */
    ScalarCompiler over(RowScope rows) {
        return new ScalarCompiler(query, scope, rows);
    }

    /** Scalar expressions that see no row. */
    ScalarCompiler overNothing() {
        return over(RowScope.plain(Schema.EMPTY));
    }

    TableExpr compile(SyntaxNode node) {
        return compile(node, null);
    }

    /** @param input what an operator without a table before it works on; null where it has to have one */
    TableExpr compile(SyntaxNode node, TableExpr input) {
        return switch (node.kind()) {
            case "ParenthesizedExpression", "MaterializeExpression", "MvApplySubqueryExpression" ->
                compile(node.child("Expression"), input);
            case "PipeExpression" ->
                new Operators(this).compile(node.child("Operator"), compile(node.child("Expression"), input));
            case "NameReference" -> named(node);
            case "FunctionCallExpression" -> called(node);
            case "DataTableExpression" -> new Sources(this).dataTable(node);
            case "RangeOperator" -> new Sources(this).range(node);
            case "PrintOperator" -> new Sources(this).print(node);
            case "UnionOperator" -> new Union(this).compile(node, Optional.ofNullable(input));
            default -> {
                if (input == null) {
                    throw node.refused(node.kind() + " as a table");
                }
                yield new Operators(this).compile(node, input);
            }
        };
    }

    private TableExpr named(SyntaxNode node) {
        String name = node.name();
        Optional<TableExpr> declared = scope.table(name);
        if (declared.isPresent()) {
            return declared.get();
        }
        if (scope.function(name).isPresent()) {
            return called(node);
        }
        return query.database()
                .table(name)
                .map(table -> TableExpr.of(new TableScan(table, null, null)))
                .orElseThrow(() -> node.misplaced("The database has no table " + name + "."));
    }

    private TableExpr called(SyntaxNode node) {
        String name = Calls.calledName(node);
        UserFunction function =
                scope.function(name).orElseThrow(() -> node.refused("the tabular function " + name + "()"));
        return body(node, new Arguments(overNothing()).bind(node, function));
    }

    /** The table that invoke makes of its input. */
    TableExpr invoked(SyntaxNode call, TableExpr input) {
        String name = Calls.calledName(call);
        UserFunction function =
                scope.function(name).orElseThrow(() -> call.refused("the tabular function " + name + "()"));
        return body(call, new Arguments(overNothing()).bind(call, function, input));
    }

    private TableExpr body(SyntaxNode call, Scope inner) {
        SyntaxNode body = call.calledBody().orElseThrow(() -> call.refused("a call without its body"));
        TableCompiler tables = new TableCompiler(query, inner);
        Statements.declare(body.children("Statements"), inner, tables.overNothing());
        return tables.compile(body.child("Expression"));
    }

    /** A constant of a type. */
    Object constant(SyntaxNode node, KqlType type) {
        Expr value = overNothing().compile(node, type);
        if (!value.isConstant()) {
            throw node.refused("a value of a row here");
        }
        return value.constant();
    }
}
