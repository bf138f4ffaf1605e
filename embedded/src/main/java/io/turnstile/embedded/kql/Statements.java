package io.turnstile.embedded.kql;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The statements before the last one: let, declare query_parameters, set. */
final class Statements {

    /** Options that change nothing of what is computed here. */
    private static final List<String> IGNORED_OPTIONS = List.of(
            "notruncation",
            "truncationmaxrecords",
            "truncationmaxsize",
            "norequesttimeout",
            "servertimeout",
            "query_language",
            "maxmemoryconsumptionperiterator",
            "max_memory_consumption_per_query_per_node",
            "query_results_cache_max_age",
            "request_app_name",
            "request_description",
            "request_readonly",
            "query_fanout_nodes_percent",
            "query_fanout_threads_percent");

    private Statements() {}

    static void declare(List<SyntaxNode> statements, Scope scope, ScalarCompiler scalars) {
        statements.forEach(statement -> declare(statement, scope, scalars));
    }

    private static void declare(SyntaxNode statement, Scope scope, ScalarCompiler scalars) {
        switch (statement.kind()) {
            case "LetStatement" -> let(statement, scope, scalars);
            case "QueryParametersStatement" ->
                statement.children("Parameters").forEach(parameter -> parameter(parameter, scope, scalars));
            case "SetOptionStatement" -> option(statement);
            case "EmptyStatement" -> {}
            default -> throw statement.refused(statement.kind());
        }
    }

    private static void let(SyntaxNode statement, Scope scope, ScalarCompiler scalars) {
        String name = statement.child("Name").name();
        SyntaxNode value = statement.child("Expression");
        if (value.is("FunctionDeclaration")) {
            scope.declare(name, new UserFunction(value.child("Parameters").children("Parameters"), scope));
            return;
        }
        if (value.is("MaterializeExpression") || value.isTable()) {
            scope.declare(name, shared(value, scope, scalars.query()));
            return;
        }
        scope.declare(name, scalars.compile(value));
    }

    /** A table that is named once is read on its way; one that is named again is kept. */
    static Supplier<TableExpr> shared(SyntaxNode node, Scope scope, QueryContext query) {
        return new SharedTable(() -> new TableCompiler(query, scope).compile(node), query.subtables());
    }

    private static void parameter(SyntaxNode parameter, Scope scope, ScalarCompiler scalars) {
        SyntaxNode declaration = parameter.child("NameAndType");
        String name = declaration.name();
        KqlType type = Types.named(declaration.child("Type").token("Type"))
                .orElseThrow(() -> declaration.refused("the type of the query parameter " + name));
        Map<String, String> values = scalars.query().parameters();
        if (values.containsKey(name)) {
            scope.declare(name, Expr.value(type, Literals.parameter(name, values.get(name), type)));
            return;
        }
        SyntaxNode byDefault = parameter
                .optional("DefaultValue")
                .orElseThrow(() -> new KqlException(
                        KqlException.Code.RUNTIME,
                        "The query parameter " + name + " has no value and no default. Pass it."));
        scope.declare(name, scalars.compile(byDefault.child("Value"), type));
    }

    private static void option(SyntaxNode statement) {
        String name = statement.child("Name").name();
        if (!IGNORED_OPTIONS.contains(name)) {
            throw statement.refused("the option " + name);
        }
    }
}
