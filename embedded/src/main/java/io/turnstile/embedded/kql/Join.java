package io.turnstile.embedded.kql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** join and lookup, by a hash of the right side. A null key matches none, as a null is equal to none. */
final class Join {

    private static final Set<String> KINDS = Set.of(
            "inner",
            "innerunique",
            "leftouter",
            "rightouter",
            "fullouter",
            "leftanti",
            "anti",
            "leftantisemi",
            "leftsemi",
            "rightanti",
            "rightantisemi",
            "rightsemi");

    private final TableCompiler tables;

    Join(TableCompiler tables) {
        this.tables = tables;
    }

    TableExpr join(SyntaxNode node, TableExpr left) {
        String kind = OperatorParameters.of(node, "kind").word("kind", "innerunique");
        if (!KINDS.contains(kind)) {
            throw node.refused("join kind=" + kind);
        }
        TableExpr right = tables.compile(node.child("Expression"));
        Keys keys = keys(node.child("ConditionClause"), left.schema(), right.schema());
        Schema result = node.columns();
        var sides = new Sides(
                left, right, keys, IntStream.range(0, right.schema().size()).toArray());
        int width = kind.endsWith("semi") || kind.endsWith("anti")
                ? (kind.startsWith("right") ? right : left).schema().size()
                : left.schema().size() + right.schema().size();
        return checked(node, result, width, () -> sides.rows(kind));
    }

    TableExpr lookup(SyntaxNode node, TableExpr left) {
        String kind = OperatorParameters.of(node, "kind").word("kind", "leftouter");
        if (!kind.equals("leftouter") && !kind.equals("inner")) {
            throw node.refused("lookup kind=" + kind);
        }
        TableExpr right = tables.compile(node.child("Expression"));
        Keys keys = keys(node.child("LookupClause"), left.schema(), right.schema());
        int[] added = IntStream.range(0, right.schema().size())
                .filter(i -> !keys.right().contains(i))
                .toArray();
        var sides = new Sides(left, right, keys, added);
        return checked(node, node.columns(), left.schema().size() + added.length, () -> sides.rows(kind));
    }

    private static TableExpr checked(
            SyntaxNode node, Schema result, int width, java.util.function.Supplier<Stream<Row>> rows) {
        if (result.size() != width) {
            throw node.refused("which columns this join gives");
        }
        return TableExpr.of(result, rows);
    }

    /** The positions of the columns that must be equal. */
    private record Keys(List<Integer> left, List<Integer> right) {}

    private static Keys keys(SyntaxNode clause, Schema left, Schema right) {
        var keys = new Keys(new ArrayList<>(), new ArrayList<>());
        for (SyntaxNode condition : clause.children("Expressions")) {
            SyntaxNode plain = condition.unwrapped();
            if (plain.is("NameReference")) {
                keys.left.add(position(plain, left, plain.name()));
                keys.right.add(position(plain, right, plain.name()));
            } else if (plain.is("EqualExpression")) {
                side(plain.child("Left"), keys, left, right);
                side(plain.child("Right"), keys, left, right);
            } else {
                throw plain.refused("a join on anything but equal columns");
            }
        }
        if (keys.left.size() != keys.right.size() || keys.left.isEmpty()) {
            throw clause.refused("a join condition that does not name both sides");
        }
        return keys;
    }

    /** One side of {@code $left.a == $right.b}. */
    private static void side(SyntaxNode node, Keys keys, Schema left, Schema right) {
        boolean isSide = node.is("PathExpression")
                && node.child("Expression").is("NameReference")
                && node.child("Selector").is("NameReference");
        String side = isSide ? node.child("Expression").name() : "";
        switch (side) {
            case "$left" ->
                keys.left.add(position(node, left, node.child("Selector").name()));
            case "$right" ->
                keys.right.add(position(node, right, node.child("Selector").name()));
            default -> throw node.refused("a join on anything but $left and $right columns");
        }
    }

    private static int position(SyntaxNode node, Schema schema, String name) {
        return schema.position(name).orElseThrow(() -> node.refused("the column " + name + " here"));
    }

    /** @param added the positions of the right columns that stand in the result */
    private record Sides(TableExpr left, TableExpr right, Keys keys, int[] added) {

        Stream<Row> rows(String kind) {
            return switch (kind) {
                case "inner" -> matched(left.rows().get(), false);
                case "innerunique" -> matched(unique(left.rows().get()), false);
                case "leftouter" -> matched(left.rows().get(), true);
                case "rightouter" -> withUnmatchedRight(false);
                case "fullouter" -> withUnmatchedRight(true);
                case "leftsemi" -> kept(left, keys.left, right, keys.right, true);
                case "rightsemi" -> kept(right, keys.right, left, keys.left, true);
                case "rightanti", "rightantisemi" -> kept(right, keys.right, left, keys.left, false);
                default -> kept(left, keys.left, right, keys.right, false);
            };
        }

        /** Null for a row that matches none. */
        private static List<Object> key(Row row, List<Integer> positions) {
            var key = new ArrayList<Object>();
            for (int position : positions) {
                Object value = row.get(position);
                if (value == null) {
                    return null;
                }
                key.add(Conversions.key(value));
            }
            return key;
        }

        private Map<List<Object>, List<Row>> byKey() {
            var byKey = new HashMap<List<Object>, List<Row>>();
            right.rows().get().forEach(row -> {
                List<Object> key = key(row, keys.right);
                if (key != null) {
                    byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
                }
            });
            return byKey;
        }

        private Stream<Row> unique(Stream<Row> rows) {
            var seen = new HashSet<List<Object>>();
            return rows.filter(row -> seen.add(key(row, keys.left)));
        }

        private Stream<Row> matched(Stream<Row> rows, boolean keepsUnmatched) {
            Map<List<Object>, List<Row>> byKey = byKey();
            Object[] absent = right.schema().absent();
            return rows.flatMap(row -> {
                List<Row> found = byKey.getOrDefault(key(row, keys.left), List.of());
                return found.isEmpty() && keepsUnmatched
                        ? Stream.of(joined(row.values(), absent))
                        : found.stream().map(other -> joined(row.values(), other.values()));
            });
        }

        private Stream<Row> withUnmatchedRight(boolean keepsLeft) {
            List<Row> lefts = left.all();
            var leftKeys = new HashSet<List<Object>>();
            lefts.forEach(row -> leftKeys.add(key(row, keys.left)));
            leftKeys.remove(null);
            Object[] absent = left.schema().absent();
            Stream<Row> unmatched = right.rows()
                    .get()
                    .filter(row -> !leftKeys.contains(key(row, keys.right)))
                    .map(row -> joined(absent, row.values()));
            return Stream.concat(matched(lefts.stream(), keepsLeft), unmatched);
        }

        private static Stream<Row> kept(
                TableExpr side, List<Integer> keys, TableExpr other, List<Integer> otherKeys, boolean ifMatched) {
            var found = new HashSet<List<Object>>();
            other.rows().get().forEach(row -> found.add(key(row, otherKeys)));
            found.remove(null);
            return side.rows()
                    .get()
                    .filter(row -> found.contains(key(row, keys)) == ifMatched)
                    .map(row -> Row.of(row.values()));
        }

        private Row joined(Object[] first, Object[] second) {
            var values = new Object[first.length + added.length];
            System.arraycopy(first, 0, values, 0, first.length);
            for (int i = 0; i < added.length; i++) {
                values[first.length + i] = second[added[i]];
            }
            return Row.of(values);
        }
    }
}
