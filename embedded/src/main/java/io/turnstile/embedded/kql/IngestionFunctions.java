package io.turnstile.embedded.kql;

import java.util.List;
import java.util.function.BiPredicate;

/** What a row of the database knows of its ingestion; a row that is not one has none, as in Kusto. */
final class IngestionFunctions {

    private final ScalarCompiler scalars;

    IngestionFunctions(ScalarCompiler scalars) {
        this.scalars = scalars;
    }

    Expr time() {
        return new Expr(
                KqlType.DATETIME,
                row -> row.ingested() == null ? null : row.ingested().ingestionTime(),
                scalars.rows());
    }

    Expr after(SyntaxNode argument) {
        return test(argument, (row, cursor) -> cursor.isEmpty() || CursorOrder.isAfter(row, cursor));
    }

    Expr beforeOrAt(SyntaxNode argument) {
        return test(argument, (row, cursor) -> !CursorOrder.isAfter(row, cursor));
    }

    private Expr test(SyntaxNode argument, BiPredicate<String, String> test) {
        Expr cursor = scalars.compile(argument, KqlType.STRING);
        return new Expr(
                KqlType.BOOL,
                row -> row.ingested() != null && test.test(row.ingested().cursor(), (String) cursor.of(row)),
                scalars.rows());
    }

    /** A scan that a condition on cursors narrows: as much of it as stands in conjunctions, with constants. */
    TableScan narrowed(SyntaxNode condition, TableScan scan) {
        SyntaxNode node = condition.unwrapped();
        if (node.is("AndExpression")) {
            return narrowed(node.child("Right"), narrowed(node.child("Left"), scan));
        }
        boolean isCursorTest = node.is("FunctionCallExpression")
                && List.of("cursor_after", "cursor_before_or_at").contains(Calls.calledName(node))
                && scalars.scope().function(Calls.calledName(node)).isEmpty();
        if (!isCursorTest) {
            return scan;
        }
        Expr cursor = scalars.compile(Calls.arguments(node).get(0), KqlType.STRING);
        if (!cursor.isConstant()) {
            return scan;
        }
        String value = (String) cursor.constant();
        return Calls.calledName(node).equals("cursor_after") ? scan.after(value) : scan.upTo(value);
    }
}
