package io.turnstile.embedded.kql;

import io.turnstile.queries.Binder;
import io.turnstile.queries.Binding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs KQL over tables in memory. What it does not know it refuses; it never guesses. */
public final class KqlEngine {

    private final Binder binder;
    private final InstantSource clock;

    /** @param clock what now() gives, once a query */
    public KqlEngine(Binder binder, InstantSource clock) {
        this.binder = binder;
        this.clock = clock;
    }

    /**
     * Runs a query.
     *
     * @param parameters values of the declared query parameters, as KQL literals, e.g. {@code datetime(2026-01-01)},
     *     {@code long(5)}, or the bare text of a string
     * @throws KqlException if it is refused or fails
     */
    public ResultTable run(String kql, Map<String, String> parameters, KqlDatabase database) {
        Binding binding = binder.bind(kql);
        refuseUnsound(binding);
        // Kusto's clock has ticks of 100 ns.
        Instant now = Ticks.datetime(Ticks.of(clock.instant()));
        var query = new QueryContext(now, Map.copyOf(parameters), database, new Regexes(), new Subtables());
        TableExpr table = compile(SyntaxNode.root(binding.tree(), kql), query);
        return new ResultTable(
                table.schema().columns(), table.rows().get().map(Row::values).toList());
    }

    private static void refuseUnsound(Binding binding) {
        if (binding.isSound()) {
            return;
        }
        String errors = binding.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity().equals("Error"))
                .map(Binding.Diagnostic::toString)
                .reduce((first, second) -> first + "; " + second)
                .orElse("the text could not be parsed");
        throw new KqlException(KqlException.Code.SYN0001, errors);
    }

    private static TableExpr compile(SyntaxNode root, QueryContext query) {
        if (!root.children("Directives").isEmpty()) {
            throw root.refused("directives");
        }
        List<SyntaxNode> statements = new ArrayList<>(root.children("Statements"));
        List<SyntaxNode> tabular = statements.stream()
                .filter(statement -> statement.is("ExpressionStatement"))
                .toList();
        if (tabular.size() != 1) {
            throw root.refused("a query of " + tabular.size() + " results");
        }
        statements.removeAll(tabular);
        var tables = new TableCompiler(query, Scope.empty());
        Statements.declare(statements, tables.scope(), tables.overNothing());
        SyntaxNode result = tabular.get(0).child("Expression");
        if (!result.isTable()) {
            throw result.refused("a query whose result is no table");
        }
        return tables.compile(result);
    }
}
