package io.turnstile.embedded.kql;

import static io.turnstile.embedded.kql.KqlType.DYNAMIC;
import static io.turnstile.embedded.kql.KqlType.STRING;
import static io.turnstile.embedded.kql.ScalarFunction.ANY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Functions of dynamic property bags. What is no bag gives null. */
final class BagFunctions {

    private BagFunctions() {}

    static Map<String, ScalarFunction> all() {
        var all = new HashMap<String, ScalarFunction>();
        var pack = ScalarFunction.of(BagFunctions::pack, ANY).repeating().takingNulls();
        all.put("bag_pack", pack);
        all.put("pack", pack);
        all.put("pack_dictionary", pack);
        all.put("bag_keys", ScalarFunction.of(a -> keys(a[0]), DYNAMIC));
        all.put(
                "bag_merge",
                ScalarFunction.of(BagFunctions::merge, DYNAMIC).repeating().takingNulls());
        all.put("bag_has_key", ScalarFunction.of(a -> hasKey(a[0], (String) a[1]), DYNAMIC, STRING));
        all.put("bag_set_key", ScalarFunction.of(a -> withKey(a[0], (String) a[1], a[2]), DYNAMIC, STRING, ANY));
        all.put("bag_remove_keys", ScalarFunction.of(a -> without(a[0], (JsonNode) a[1]), DYNAMIC, DYNAMIC));
        all.put("bag_zip", ScalarFunction.of(a -> zip(a[0], (JsonNode) a[1]), DYNAMIC, DYNAMIC));
        return all;
    }

    static boolean isBag(Object value) {
        return value instanceof JsonNode node && node.isObject();
    }

    private static Object pack(Object[] arguments) {
        ObjectNode bag = Dynamics.bag();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            bag.set(Conversions.text(arguments[i]), Dynamics.of(arguments[i + 1]));
        }
        return bag;
    }

    private static Object keys(Object bag) {
        if (!isBag(bag)) {
            return null;
        }
        ArrayNode keys = Dynamics.array();
        ((JsonNode) bag).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Of two values of a key, the one that stands further left. */
    private static Object merge(Object[] bags) {
        ObjectNode merged = null;
        for (Object bag : bags) {
            if (isBag(bag)) {
                merged = merge(merged == null ? Dynamics.bag() : merged, (JsonNode) bag);
            }
        }
        return merged;
    }

    static ObjectNode merge(ObjectNode merged, JsonNode bag) {
        bag.properties().forEach(field -> {
            if (!merged.has(field.getKey())) {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    private static Object hasKey(Object bag, String key) {
        refusePath(key);
        return isBag(bag) ? (Object) ((JsonNode) bag).has(key) : null;
    }

    private static Object withKey(Object bag, String key, Object value) {
        refusePath(key);
        return isBag(bag) ? ((ObjectNode) bag).deepCopy().set(key, Dynamics.of(value)) : null;
    }

    private static Object without(Object bag, JsonNode keys) {
        if (!isBag(bag) || !keys.isArray()) {
            return null;
        }
        ObjectNode rest = ((ObjectNode) bag).deepCopy();
        keys.forEach(key -> {
            refusePath(key.asText());
            rest.remove(key.asText());
        });
        return rest;
    }

    private static void refusePath(String key) {
        if (key.startsWith("$")) {
            throw new KqlException(
                    KqlException.Code.NOT_SUPPORTED,
                    "The embedded engine does not know JSON paths in functions of bags, such as '" + key + "'.");
        }
    }

    /** Keys that are no texts are left out with their values; keys without a value have null. */
    private static Object zip(Object keys, JsonNode values) {
        if (!ArrayFunctions.isArray(keys)) {
            return null;
        }
        ObjectNode bag = Dynamics.bag();
        int position = 0;
        for (JsonNode key : (JsonNode) keys) {
            if (key.isTextual()) {
                bag.set(key.textValue(), Dynamics.orJsonNull(values.isArray() ? values.get(position) : null));
            }
            position++;
        }
        return bag;
    }
}
