package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** union: one table after the other. */
final class Union {

    private final TableCompiler tables;

    Union(TableCompiler tables) {
        this.tables = tables;
    }

    /** A table of the union, by the name that withsource gives it. */
    private record Part(String name, TableExpr table) {}

    TableExpr compile(SyntaxNode node, Optional<TableExpr> input) {
        OperatorParameters parameters = OperatorParameters.of(node, "kind", "withsource", "isfuzzy");
        String kind = parameters.word("kind", "outer");
        if (!kind.equals("outer")) {
            // Of inner the binder does not say which columns it gives.
            throw node.refused("union kind=" + kind);
        }
        Schema result = node.columns();
        Optional<String> source = parameters.word("withsource");
        TableExpr union = null;
        for (Part part : parts(node, input)) {
            TableExpr aligned = aligned(node, part, result, source);
            union = union == null ? aligned : concatenated(union, aligned);
        }
        return union;
    }

    private List<Part> parts(SyntaxNode node, Optional<TableExpr> input) {
        var parts = new ArrayList<Part>();
        input.ifPresent(table -> parts.add(new Part("union_arg0", table)));
        for (SyntaxNode expression : node.children("Expressions")) {
            boolean isName = expression.is("NameReference");
            if (isName && expression.child("Name").is("WildcardedName")) {
                throw expression.refused("a union of tables by a wildcard");
            }
            String name = isName ? expression.name() : "union_arg" + parts.size();
            parts.add(new Part(name, tables.compile(expression)));
        }
        return parts;
    }

    private static TableExpr aligned(SyntaxNode node, Part part, Schema result, Optional<String> source) {
        var positions = new int[result.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] =
                    position(part.table().schema(), result.columns().get(i)).orElse(-1);
        }
        long used = IntStream.of(positions).filter(position -> position >= 0).count();
        if (used != part.table().schema().size()) {
            throw node.refused("where the columns of " + part.name() + " stand in this union");
        }
        return part.table()
                .then(
                        result,
                        rows -> rows.map(row -> {
                            var values = new Object[positions.length];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = positions[i] < 0
                                        ? absent(result, i, source, part.name())
                                        : row.get(positions[i]);
                            }
                            return row.with(values);
                        }));
    }

    private static Object absent(Schema result, int position, Optional<String> source, String name) {
        boolean isSource = source.isPresent()
                && source.get().equals(result.columns().get(position).name());
        return isSource ? name : Types.absent(result.type(position));
    }

    /** Where a column of the result stands in a part: columns of one name and two types have the type in their names. */
    private static OptionalInt position(Schema part, KqlColumn column) {
        OptionalInt same = ofType(part, column.name(), column.type());
        String suffix = "_" + column.type().name().toLowerCase(Locale.ROOT);
        return same.isEmpty() && column.name().endsWith(suffix)
                ? ofType(part, column.name().substring(0, column.name().length() - suffix.length()), column.type())
                : same;
    }

    private static OptionalInt ofType(Schema part, String name, KqlType type) {
        OptionalInt position = part.position(name);
        return position.isPresent() && part.type(position.getAsInt()) == type ? position : OptionalInt.empty();
    }

    private static TableExpr concatenated(TableExpr first, TableExpr second) {
        return TableExpr.of(
                first.schema(),
                () -> java.util.stream.Stream.concat(
                        first.rows().get(), second.rows().get()));
    }
}
