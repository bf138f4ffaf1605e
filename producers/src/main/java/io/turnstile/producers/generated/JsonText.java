package io.turnstile.producers.generated;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The few forms of JSON that rows carry in properties; the names in them need no escaping. */
final class JsonText {

    private JsonText() {}

    static String object(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String array(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
