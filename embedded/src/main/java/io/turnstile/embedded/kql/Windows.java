package io.turnstile.embedded.kql;

import java.util.List;

/** prev(), next(), row_number() and row_cumsum(): functions over the rows in their order. */
final class Windows {

    private final ScalarCompiler scalars;

    Windows(ScalarCompiler scalars) {
        this.scalars = scalars;
    }

    Expr compile(SyntaxNode node, String name, List<SyntaxNode> arguments) {
        if (scalars.rows().kind() != RowScope.Kind.WINDOW) {
            throw node.misplaced(name + "() needs serialized rows. Put serialize or order by before it.");
        }
        KqlType type = node.type();
        Window window = switch (name) {
            case "prev" -> neighbour(arguments, type, -1);
            case "next" -> neighbour(arguments, type, 1);
            case "row_number" -> rowNumber(arguments);
            case "row_cumsum" -> sum(arguments, type);
            default -> throw node.refused("the function " + name + "()");
        };
        return scalars.rows().slot(type, window);
    }

    /** The value so many rows before or after; where there is none, the third argument, or null. */
    private Window neighbour(List<SyntaxNode> arguments, KqlType type, int direction) {
        Expr value = scalars.compile(arguments.get(0), type);
        long distance = arguments.size() > 1
                ? (long) scalars.compile(arguments.get(1), KqlType.LONG).constant()
                : 1;
        Object absent =
                arguments.size() > 2 ? scalars.compile(arguments.get(2), type).constant() : Types.absent(type);
        return rows -> {
            var values = new Object[rows.size()];
            for (int i = 0; i < values.length; i++) {
                long at = i + direction * distance;
                values[i] = at >= 0 && at < values.length ? value.of(rows.get((int) at)) : absent;
            }
            return values;
        };
    }

    private Window rowNumber(List<SyntaxNode> arguments) {
        long first = arguments.isEmpty()
                ? 1
                : (long) scalars.compile(arguments.get(0), KqlType.LONG).constant();
        Expr restart = restart(arguments);
        return rows -> {
            var values = new Object[rows.size()];
            long number = first;
            for (int i = 0; i < values.length; i++) {
                number = i == 0 || restarts(restart, rows.get(i)) ? first : number + 1;
                values[i] = number;
            }
            return values;
        };
    }

    /** A null adds nothing. */
    private Window sum(List<SyntaxNode> arguments, KqlType type) {
        Expr term = scalars.compile(arguments.get(0), type);
        Expr restart = restart(arguments);
        Arithmetic.Operation plus = Arithmetic.of("+", type, type, type).orElseThrow();
        return rows -> {
            var values = new Object[rows.size()];
            Object sum = null;
            for (int i = 0; i < values.length; i++) {
                Object value = term.of(rows.get(i));
                sum = restarts(restart, rows.get(i)) ? null : sum;
                sum = sum == null || value == null ? (value == null ? sum : value) : plus.of(sum, value);
                values[i] = sum == null ? zero(type) : sum;
            }
            return values;
        };
    }

    private static Object zero(KqlType type) {
        return Conversions.to(type, 0L);
    }

    private Expr restart(List<SyntaxNode> arguments) {
        return arguments.size() > 1 ? scalars.compile(arguments.get(1), KqlType.BOOL) : Expr.value(KqlType.BOOL, false);
    }

    private static boolean restarts(Expr restart, Row row) {
        return Boolean.TRUE.equals(restart.of(row));
    }

    /** The rows with the slots of their window functions filled. */
    static List<Row> filled(List<Row> rows, RowScope scope) {
        int width = scope.schema().size();
        List<Row> wide = rows.stream()
                .map(row -> row.widened(width + scope.windows().size()))
                .toList();
        for (int i = 0; i < scope.windows().size(); i++) {
            Object[] values = scope.windows().get(i).over(wide);
            for (int row = 0; row < values.length; row++) {
                // Nobody else has seen these copies yet.
                wide.get(row).values()[width + i] = values[row];
            }
        }
        return wide;
    }
}
