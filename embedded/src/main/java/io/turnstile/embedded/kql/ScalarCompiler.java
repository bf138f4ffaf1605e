package io.turnstile.embedded.kql;

import java.util.List;
import java.util.Optional;

/** Makes scalar expressions of nodes. What it does not know it refuses. */
final class ScalarCompiler {

    private final QueryContext query;
    private final Scope scope;
    private final RowScope rows;

    ScalarCompiler(QueryContext query, Scope scope, RowScope rows) {
        this.query = query;
        this.scope = scope;
        this.rows = rows;
    }

    QueryContext query() {
        return query;
    }

    Scope scope() {
        return scope;
    }

    RowScope rows() {
        return rows;
    }

    /** A compiler for the rows that the aggregates of this one's rows are computed from. */
    ScalarCompiler overInput() {
        return new ScalarCompiler(query, scope, rows.input());
    }

    ScalarCompiler within(Scope inner) {
        return new ScalarCompiler(query, inner, rows);
    }

    /** The expression of a node, as a value of a type. */
    Expr compile(SyntaxNode node, KqlType type) {
        return compile(node).as(type);
    }

    List<Expr> compile(List<SyntaxNode> nodes) {
        return nodes.stream().map(this::compile).toList();
    }

    Expr compile(SyntaxNode node) {
        Optional<Expr> literal = Literals.of(node);
        if (literal.isPresent()) {
            return literal.get();
        }
        return switch (node.kind()) {
            case "ParenthesizedExpression", "SimpleNamedExpression" -> compile(node.child("Expression"));
            case "NameReference" -> reference(node);
            case "FunctionCallExpression" -> new Calls(this).compile(node);
            case "PathExpression" -> new Accessors(this).path(node);
            case "ElementExpression" -> new Accessors(this).element(node);
            case "ToScalarExpression" -> toScalar(node);
            case "UnaryMinusExpression" -> negation(node);
            case "UnaryPlusExpression" -> compile(node.child("Expression"));
            case "AndExpression" -> logical(node, false);
            case "OrExpression" -> logical(node, true);
            case "AddExpression", "SubtractExpression", "MultiplyExpression", "DivideExpression", "ModuloExpression" ->
                arithmetic(node);
            default -> new Comparisons(this).compile(node);
        };
    }

    private Expr reference(SyntaxNode node) {
        String name = node.name();
        if (node.symbolKind().equals("Column")) {
            return column(node, name);
        }
        Optional<Expr> declared = scope.scalar(name);
        if (declared.isPresent()) {
            return visible(node, declared.get());
        }
        if (scope.function(name).isPresent()) {
            return new Calls(this).compile(node);
        }
        throw node.refused("the name " + name + " here");
    }

    private Expr column(SyntaxNode node, String name) {
        int position = rows.schema().position(name).orElseThrow(() -> node.refused("the column " + name + " here"));
        return new Expr(rows.schema().type(position), row -> row.get(position), rows);
    }

    /** A value of one row says nothing to the rows of another table. */
    private Expr visible(SyntaxNode node, Expr declared) {
        if (!declared.isConstant() && declared.over() != rows) {
            throw node.refused("a table that depends on a row, by " + node.name() + ",");
        }
        return declared;
    }

    private Expr toScalar(SyntaxNode node) {
        if (!node.optional("KindParameter").isEmpty()) {
            throw node.refused("toscalar with a kind");
        }
        SyntaxNode inner = node.child("Expression");
        if (!inner.isTable()) {
            return compile(inner);
        }
        TableExpr table = new TableCompiler(query, scope).compile(inner);
        if (table.schema().size() == 0) {
            throw node.refused("toscalar of a table without columns");
        }
        KqlType type = table.schema().type(0);
        return Expr.of(type, List.of(), row -> query.subtables().constant(node, () -> first(table, type)));
    }

    /** The first value of the first row; null of no row. */
    private static Object first(TableExpr table, KqlType type) {
        List<Row> rows = table.rows().get().limit(1).toList();
        Object value = rows.isEmpty() ? null : rows.get(0).get(0);
        return value == null ? Types.absent(type) : value;
    }

    private Expr negation(SyntaxNode node) {
        KqlType type = node.type();
        Expr operand = compile(node.child("Expression")).as(type);
        KqlType zero = type == KqlType.TIMESPAN ? KqlType.TIMESPAN : type;
        Object nothing = type == KqlType.TIMESPAN ? java.time.Duration.ZERO : Conversions.to(type, 0L);
        return arithmetic(node, "-", Expr.value(zero, nothing), operand);
    }

    private Expr arithmetic(SyntaxNode node) {
        Expr left = compile(node.child("Left"));
        Expr right = compile(node.child("Right"));
        // A dynamic operand is taken as what the other one is.
        return arithmetic(node, node.token("Operator"), plain(left, right, node), plain(right, left, node));
    }

    private static Expr plain(Expr operand, Expr other, SyntaxNode node) {
        if (operand.type() != KqlType.DYNAMIC) {
            return operand;
        }
        return Types.isNumber(other.type()) ? operand.as(node.type()) : operand.as(other.type());
    }

    private Expr arithmetic(SyntaxNode node, String symbol, Expr left, Expr right) {
        KqlType type = node.type();
        Arithmetic.Operation operation = Arithmetic.of(symbol, left.type(), right.type(), type)
                .orElseThrow(() -> node.refused(symbol + " between " + left.type() + " and " + right.type()));
        return Expr.of(type, List.of(left, right), row -> operation.of(left.of(row), right.of(row)));
    }

    /** Null is neither: null and false is false, null or true is true, else null. */
    private Expr logical(SyntaxNode node, boolean decisive) {
        Expr left = compile(node.child("Left"), KqlType.BOOL);
        Expr right = compile(node.child("Right"), KqlType.BOOL);
        return Expr.of(KqlType.BOOL, List.of(left, right), row -> {
            Object first = left.of(row);
            if (first != null && (boolean) first == decisive) {
                return decisive;
            }
            Object second = right.of(row);
            if (second != null && (boolean) second == decisive) {
                return decisive;
            }
            return first == null || second == null ? null : (Object) !decisive;
        });
    }
}
