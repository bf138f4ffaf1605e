package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.KqlType.BOOL;
import static io.turnstile.embedded.kql.KqlType.DYNAMIC;
import static io.turnstile.embedded.kql.KqlType.LONG;
import static io.turnstile.embedded.kql.ScalarFunction.ANY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions of dynamic arrays. What is no array gives null. */
final class ArrayFunctions {

    /** As Kusto: longer ones are cut. */
    private static final int LONGEST = 1_048_576;

    private ArrayFunctions() {}

    static Map<String, ScalarFunction> all() {
        var all = new HashMap<String, ScalarFunction>();
        all.put(
                "array_length",
                ScalarFunction.of(
                        a -> isArray(a[0]) ? (Object) (long) node(a[0]).size() : null, DYNAMIC));
        all.put(
                "array_concat",
                ScalarFunction.of(ArrayFunctions::concat, DYNAMIC).repeating());
        all.put("array_slice", ScalarFunction.of(a -> slice(a[0], (long) a[1], (long) a[2]), DYNAMIC, LONG, LONG));
        all.put("array_sum", ScalarFunction.of(a -> sum(a[0]), DYNAMIC));
        all.put("array_reverse", ScalarFunction.of(a -> reversed(a[0]), DYNAMIC));
        all.put("array_sort_asc", sort(false));
        all.put("array_sort_desc", sort(true));
        all.put(
                "array_index_of",
                ScalarFunction.of(ArrayFunctions::indexOf, DYNAMIC, ANY, LONG, LONG, LONG)
                        .optional(3));
        all.put("array_rotate_left", ScalarFunction.of(a -> rotated(a[0], (long) a[1]), DYNAMIC, LONG));
        all.put("array_rotate_right", ScalarFunction.of(a -> rotated(a[0], -(long) a[1]), DYNAMIC, LONG));
        all.put(
                "array_shift_left",
                ScalarFunction.of(a -> shifted(a, 1), DYNAMIC, LONG, ANY).optional(1));
        all.put(
                "array_shift_right",
                ScalarFunction.of(a -> shifted(a, -1), DYNAMIC, LONG, ANY).optional(1));
        all.put("array_split", ScalarFunction.of(a -> split(a[0], node(a[1])), DYNAMIC, DYNAMIC));
        all.put("array_iff", ScalarFunction.of(a -> choose(a[0], a[1], a[2]), DYNAMIC, DYNAMIC, DYNAMIC));
        all.put("array_iif", all.get("array_iff"));
        all.put(
                "pack_array",
                ScalarFunction.of(ArrayFunctions::pack, ANY).repeating().takingNulls());
        all.put("repeat", ScalarFunction.of(ArrayFunctions::repeat, ANY, LONG).takingNulls());
        all.put("zip", ScalarFunction.of(ArrayFunctions::zip, DYNAMIC, DYNAMIC).repeating());
        all.put("range", ScalarFunction.of(ArrayFunctions::range, ANY, ANY, ANY).optional(1));
        return all;
    }

    static boolean isArray(Object value) {
        return value instanceof JsonNode node && node.isArray();
    }

    private static JsonNode node(Object value) {
        return (JsonNode) value;
    }

    private static ArrayNode array(List<JsonNode> elements) {
        return Dynamics.array().addAll(elements);
    }

    private static List<JsonNode> elements(Object array) {
        var elements = new ArrayList<JsonNode>();
        node(array).forEach(elements::add);
        return elements;
    }

    private static Object pack(Object[] values) {
        ArrayNode array = Dynamics.array();
        for (Object value : values) {
            array.add(Dynamics.of(value));
        }
        return array;
    }

    private static Object concat(Object[] arrays) {
        ArrayNode all = Dynamics.array();
        for (Object array : arrays) {
            if (!isArray(array)) {
                return null;
            }
            all.addAll(elements(array));
        }
        return all;
    }

    /** Both ends belong to it; negative ones count from the end. */
    private static Object slice(Object array, long start, long end) {
        if (!isArray(array)) {
            return null;
        }
        int size = node(array).size();
        long from = Math.max(0, start < 0 ? size + start : start);
        long to = Math.min(size - 1L, end < 0 ? size + end : end);
        return from > to ? Dynamics.array() : array(elements(array).subList((int) from, (int) to + 1));
    }

    private static Object sum(Object array) {
        if (!isArray(array)) {
            return null;
        }
        double sum = 0;
        for (JsonNode element : node(array)) {
            if (!element.isNumber() && !element.isNull()) {
                return null;
            }
            sum += element.asDouble();
        }
        return sum;
    }

    private static Object reversed(Object array) {
        if (!isArray(array)) {
            return null;
        }
        List<JsonNode> elements = elements(array);
        java.util.Collections.reverse(elements);
        return array(elements);
    }

    /** Of one array. Nulls come last, or first if the second argument says so. */
    private static ScalarFunction sort(boolean descending) {
        Comparator<JsonNode> values =
                (a, b) -> Ordering.compare(Dynamics.scalar(a), Dynamics.scalar(b)) * (descending ? -1 : 1);
        return ScalarFunction.of(
                        a -> isArray(a[0]) ? sorted(elements(a[0]), values, a.length < 2 || (boolean) a[1]) : null,
                        DYNAMIC,
                        BOOL)
                .optional(1);
    }

    private static Object sorted(List<JsonNode> elements, Comparator<JsonNode> values, boolean nullsLast) {
        Comparator<JsonNode> nulls = Comparator.comparing(element -> element.isNull() == nullsLast);
        long kinds = elements.stream()
                .filter(element -> !element.isNull())
                .map(JsonNode::getNodeType)
                .distinct()
                .count();
        if (kinds > 1 || elements.stream().anyMatch(JsonNode::isContainerNode)) {
            throw new KqlException(
                    KqlException.Code.NOT_SUPPORTED,
                    "The embedded engine does not know how to sort an array of values of several types.");
        }
        Comparator<JsonNode> order = nulls.thenComparing((a, b) -> a.isNull() || b.isNull() ? 0 : values.compare(a, b));
        elements.sort(order);
        return array(elements);
    }

    private static Object indexOf(Object[] a) {
        if (!isArray(a[0])) {
            return null;
        }
        List<JsonNode> elements = elements(a[0]);
        long start = a.length > 2 ? (long) a[2] : 0;
        long length = a.length > 3 ? (long) a[3] : -1;
        long left = a.length > 4 ? (long) a[4] : 1;
        long from = start < 0 ? Math.max(0, elements.size() + start) : start;
        long to = length < 0 ? elements.size() : Math.min(elements.size(), from + length);
        Object wanted = SetFunctions.key(Dynamics.of(a[1]));
        for (long i = from; i < to; i++) {
            if (SetFunctions.key(elements.get((int) i)).equals(wanted) && --left == 0) {
                return i;
            }
        }
        return -1L;
    }

    private static Object rotated(Object array, long left) {
        if (!isArray(array)) {
            return null;
        }
        List<JsonNode> elements = elements(array);
        java.util.Collections.rotate(elements, (int) -(left % Math.max(1, elements.size())));
        return array(elements);
    }

    /** What is left free is filled with the third argument, or null. */
    private static Object shifted(Object[] a, int sign) {
        if (!isArray(a[0])) {
            return null;
        }
        List<JsonNode> elements = elements(a[0]);
        JsonNode fill = a.length > 2 ? Dynamics.of(a[2]) : Dynamics.orJsonNull(null);
        long left = sign * (long) a[1];
        ArrayNode shifted = Dynamics.array();
        for (int i = 0; i < elements.size(); i++) {
            long from = i + left;
            shifted.add(from < 0 || from >= elements.size() ? fill : elements.get((int) from));
        }
        return shifted;
    }

    private static Object split(Object array, JsonNode positions) {
        if (!isArray(array)) {
            return null;
        }
        List<JsonNode> elements = elements(array);
        ArrayNode parts = Dynamics.array();
        int from = 0;
        for (JsonNode position :
                positions.isArray() ? positions : Dynamics.array().add(positions)) {
            int asked = position.intValue() < 0 ? elements.size() + position.intValue() : position.intValue();
            int to = Math.min(elements.size(), Math.max(from, asked));
            parts.add(array(elements.subList(from, to)));
            from = to;
        }
        return parts.add(array(elements.subList(from, elements.size())));
    }

    private static Object choose(Object conditions, Object ifTrue, Object ifFalse) {
        if (!isArray(conditions)) {
            return null;
        }
        ArrayNode chosen = Dynamics.array();
        int position = 0;
        for (JsonNode condition : node(conditions)) {
            Boolean holds = condition.isBoolean() || condition.isNumber() ? Conversions.bool(condition) : null;
            chosen.add(holds == null ? Dynamics.orJsonNull(null) : at(node(holds ? ifTrue : ifFalse), position));
            position++;
        }
        return chosen;
    }

    private static JsonNode at(JsonNode value, int position) {
        return value.isArray() ? Dynamics.orJsonNull(value.get(position)) : value;
    }

    private static Object repeat(Object[] a) {
        long count = a[1] == null ? -1 : (long) a[1];
        if (count < 0) {
            return null;
        }
        return array(java.util.Collections.nCopies((int) Math.min(count, LONGEST), Dynamics.of(a[0])));
    }

    private static Object zip(Object[] arrays) {
        int longest = 0;
        for (Object array : arrays) {
            longest = Math.max(longest, isArray(array) ? node(array).size() : 1);
        }
        ArrayNode zipped = Dynamics.array();
        for (int i = 0; i < longest; i++) {
            ArrayNode tuple = zipped.addArray();
            for (Object array : arrays) {
                tuple.add(at(node(array), i));
            }
        }
        return zipped;
    }

    /** Numbers, datetimes or timespans from a start to an end, which belongs to it, by steps of 1 or 1h. */
    private static Object range(Object[] a) {
        boolean isTime = a[0] instanceof Instant || a[0] instanceof Duration;
        Object step = a.length > 2 ? a[2] : isTime ? Duration.ofHours(1) : (Object) 1L;
        ArrayNode range = Dynamics.array();
        new Steps(a[0], a[1], step).values(LONGEST).forEach(value -> range.add(Dynamics.of(value)));
        return range;
    }
}
