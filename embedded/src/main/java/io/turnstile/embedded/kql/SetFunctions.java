package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.KqlType.DYNAMIC;
import static io.turnstile.embedded.kql.ScalarFunction.ANY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Functions of dynamic arrays as sets. Elements stand in the order in which they were first seen. */
final class SetFunctions {

    private SetFunctions() {}

    static Map<String, ScalarFunction> all() {
        return Map.of(
                "set_union", ScalarFunction.of(SetFunctions::union, DYNAMIC).repeating(),
                "set_intersect",
                        ScalarFunction.of(SetFunctions::intersect, DYNAMIC).repeating(),
                "set_difference",
                        ScalarFunction.of(SetFunctions::difference, DYNAMIC).repeating(),
                "set_has_element", ScalarFunction.of(a -> has(a[0], a[1]), DYNAMIC, ANY));
    }

    /** What is equal in two elements that are the same. */
    static Object key(JsonNode element) {
        Object scalar = Dynamics.scalar(element);
        return scalar == null ? "" : scalar instanceof String ? element : scalar;
    }

    private static Map<Object, JsonNode> set(Object array) {
        var set = new LinkedHashMap<Object, JsonNode>();
        ((JsonNode) array).forEach(element -> set.putIfAbsent(key(element), element));
        return set;
    }

    private static ArrayNode array(Map<Object, JsonNode> set) {
        return Dynamics.array().addAll(set.values());
    }

    private static boolean areArrays(Object[] arrays) {
        return java.util.Arrays.stream(arrays).allMatch(ArrayFunctions::isArray);
    }

    private static Object union(Object[] arrays) {
        if (!areArrays(arrays)) {
            return null;
        }
        var union = new LinkedHashMap<Object, JsonNode>();
        for (Object array : arrays) {
            set(array).forEach(union::putIfAbsent);
        }
        return array(union);
    }

    private static Object intersect(Object[] arrays) {
        if (!areArrays(arrays)) {
            return null;
        }
        Map<Object, JsonNode> set = set(arrays[0]);
        for (Object array : arrays) {
            set.keySet().retainAll(set(array).keySet());
        }
        return array(set);
    }

    private static Object difference(Object[] arrays) {
        if (!areArrays(arrays)) {
            return null;
        }
        Map<Object, JsonNode> set = set(arrays[0]);
        for (int i = 1; i < arrays.length; i++) {
            set.keySet().removeAll(set(arrays[i]).keySet());
        }
        return array(set);
    }

    private static Object has(Object array, Object value) {
        return ArrayFunctions.isArray(array) ? (Object) set(array).containsKey(key(Dynamics.of(value))) : null;
    }
}
