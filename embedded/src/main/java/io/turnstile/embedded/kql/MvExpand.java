package io.turnstile.embedded.kql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** mv-expand and mv-apply. An empty array gives no row, a null one of null. */
final class MvExpand {

    private final TableCompiler tables;

    MvExpand(TableCompiler tables) {
        this.tables = tables;
    }

    /**
     * What is expanded.
     *
     * @param position where its elements stand in the expanded row
     */
    private record Expanded(Expr value, KqlType type, int position) {}

    /** How a row is expanded, to rows of a schema. */
    private record Expansion(
            Schema schema, List<Expanded> expanded, Optional<Integer> index, boolean pairs, long limit) {

        Stream<Row> of(Row row) {
            List<List<JsonNode>> elements = expanded.stream()
                    .map(each -> elements((JsonNode) each.value().of(row)))
                    .toList();
            long count = elements.stream().mapToInt(List::size).max().orElse(0);
            return IntStream.range(0, (int) Math.min(count, limit)).mapToObj(i -> at(row, elements, i));
        }

        private Row at(Row row, List<List<JsonNode>> elements, int i) {
            Row wide = row.widened(schema.size());
            for (int each = 0; each < expanded.size(); each++) {
                List<JsonNode> all = elements.get(each);
                KqlType type = expanded.get(each).type();
                Object value = i < all.size() ? cast(all.get(i), type) : null;
                wide.values()[expanded.get(each).position()] = value == null ? Types.absent(type) : value;
            }
            index.ifPresent(position -> wide.values()[position] = (long) i);
            return wide;
        }

        private List<JsonNode> elements(JsonNode value) {
            var elements = new ArrayList<JsonNode>();
            if (value != null && value.isArray()) {
                value.forEach(elements::add);
            } else if (value != null && value.isObject()) {
                value.properties().forEach(field -> elements.add(property(field.getKey(), field.getValue())));
            } else {
                elements.add(value);
            }
            return elements;
        }

        private JsonNode property(String key, JsonNode value) {
            return pairs ? Dynamics.array().add(key).add(value) : Dynamics.bag().set(key, value);
        }
    }

    /** An element as a type, without conversion: what is of another type is null. Any has a text. */
    static Object cast(JsonNode element, KqlType type) {
        if (element == null || element.isNull()) {
            return null;
        }
        boolean conforms = switch (type) {
            case BOOL -> element.isBoolean();
            case INT, LONG -> element.isIntegralNumber();
            case REAL, DECIMAL -> element.isNumber();
            // Inside a dynamic value these are texts.
            case DATETIME, TIMESPAN, GUID -> element.isTextual();
            case STRING, DYNAMIC -> true;
        };
        return conforms ? Conversions.to(type, element) : null;
    }

    TableExpr compile(SyntaxNode node, TableExpr input) {
        Expansion expansion = expansion(node, input);
        Schema result = node.columns();
        int[] positions = positions(node, result, expansion.schema());
        return input.inOrder(result, rows -> rows.flatMap(expansion::of).map(row -> row.with(chosen(row, positions))));
    }

    /** The subquery sees, for each row, the table of what it expands to. */
    TableExpr apply(SyntaxNode node, TableExpr input) {
        Expansion expansion = expansion(node, input);
        Subtables.Subtable current = tables.query().subtables().new Subtable();
        TableExpr subtable = TableExpr.of(expansion.schema(), () -> current.rows().stream());
        TableExpr subquery =
                new TableCompiler(tables.query(), tables.scope()).compile(node.child("Subquery"), subtable);
        Schema result = node.columns();
        int width = input.schema().size();
        int[] positions = applied(node, result, input.schema(), subquery.schema());
        return input.then(
                result,
                rows -> rows.flatMap(row -> {
                    List<Row> expanded = expansion.of(row).toList();
                    if (expanded.isEmpty()) {
                        // What expands to nothing has no table to run the subquery on.
                        return Stream.of();
                    }
                    current.set(expanded);
                    return subquery.all().stream().map(found -> Row.of(chosen(joined(row, found, width), positions)));
                }));
    }

    private static Row joined(Row row, Row found, int width) {
        Row wide = row.widened(width + found.values().length);
        System.arraycopy(found.values(), 0, wide.values(), width, found.values().length);
        return wide;
    }

    /** A column is the subquery's, else the source's. */
    private static int[] applied(SyntaxNode node, Schema result, Schema source, Schema subquery) {
        return result.columns().stream()
                .mapToInt(column -> {
                    var inner = subquery.position(column.name());
                    if (inner.isPresent()) {
                        return source.size() + inner.getAsInt();
                    }
                    return source.position(column.name())
                            .orElseThrow(() -> node.refused("where the column " + column.name() + " is from"));
                })
                .toArray();
    }

    private static int[] positions(SyntaxNode node, Schema result, Schema from) {
        return result.columns().stream()
                .mapToInt(column -> from.position(column.name())
                        .orElseThrow(() -> node.refused("where the column " + column.name() + " is from")))
                .toArray();
    }

    private static Object[] chosen(Row row, int[] positions) {
        return IntStream.of(positions).mapToObj(row::get).toArray();
    }

    private Expansion expansion(SyntaxNode node, TableExpr input) {
        OperatorParameters parameters = OperatorParameters.of(node, "kind", "bagexpansion", "with_itemindex");
        String kind = parameters
                .word("kind")
                .or(() -> parameters.word("bagexpansion"))
                .orElse("bag");
        if (!kind.equals("bag") && !kind.equals("array")) {
            throw node.refused("mv-expand kind=" + kind);
        }
        var columns = new ArrayList<>(input.schema().columns());
        var expanded = new ArrayList<Expanded>();
        for (SyntaxNode expression : node.children("Expressions")) {
            expanded.add(expanded(expression, input.schema(), columns));
        }
        Optional<Integer> index =
                parameters.word("with_itemindex").map(name -> place(columns, new KqlColumn(name, KqlType.LONG)));
        return new Expansion(new Schema(columns), expanded, index, kind.equals("array"), limit(node));
    }

    private long limit(SyntaxNode node) {
        return node.optional("RowLimitClause")
                .or(() -> node.optional("RowLimit"))
                .map(clause -> (Long) tables.constant(clause.child("RowLimit"), KqlType.LONG))
                .orElse((long) Integer.MAX_VALUE);
    }

    private Expanded expanded(SyntaxNode node, Schema input, List<KqlColumn> columns) {
        SyntaxNode expression = node.child("Expression");
        Expr value = tables.over(RowScope.plain(input)).compile(expression);
        if (value.type() != KqlType.DYNAMIC) {
            throw node.refused("mv-expand of a value of type " + value.type());
        }
        KqlType type = node.optional("ToTypeOf")
                .map(clause -> typeOf(clause.child("TypeOf")))
                .orElse(KqlType.DYNAMIC);
        return new Expanded(value, type, place(columns, new KqlColumn(name(expression), type)));
    }

    static KqlType typeOf(SyntaxNode node) {
        SyntaxNode type = node.children("Types").get(0);
        return Types.named(type.token("Type")).orElseThrow(() -> type.refused("the type " + type.token("Type")));
    }

    private static String name(SyntaxNode expression) {
        return switch (expression.kind()) {
            case "SimpleNamedExpression" -> expression.child("Name").name();
            case "NameReference" -> expression.name();
            // The binder names a path by its parts.
            case "PathExpression" ->
                name(expression.child("Expression")) + "_"
                        + expression.child("Selector").name();
            default -> throw expression.refused("mv-expand of an expression without a name");
        };
    }

    /** Where a column stands: in the place of the one of its name, else at the end. */
    private static int place(List<KqlColumn> columns, KqlColumn column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column.name())) {
                columns.set(i, column);
                return i;
            }
        }
        columns.add(column);
        return columns.size() - 1;
    }
}
