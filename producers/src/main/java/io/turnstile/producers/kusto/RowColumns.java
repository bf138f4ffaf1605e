package io.turnstile.producers.kusto;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The columns of an answer that rows are made from, and what must be true of them. */
final class RowColumns {

    private static final Set<String> USED = Set.of(
            "timegenerated",
            "servertimestamp",
            "clienttimestamp",
            "name",
            "eventname",
            "properties",
            "measurements",
            "measures",
            "ingestiontime");

    /** Of each of these, one must be there. */
    private static final List<Set<String>> NEEDED = List.of(
            Set.of("name", "eventname"),
            Set.of("timegenerated", "servertimestamp", "clienttimestamp"),
            Set.of("properties"),
            Set.of("ingestiontime"));

    private RowColumns() {}

    /** The types of the columns in use, by their names in lower case. */
    static Map<String, String> used(Map<String, String> types) {
        var used = new TreeMap<String, String>();
        types.forEach((name, type) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (USED.contains(lower)) {
                used.put(lower, type.toLowerCase(Locale.ROOT));
            }
        });
        return used;
    }

    /** What is wrong with an answer's columns, for people; empty where nothing is. */
    static List<String> missing(Map<String, String> used) {
        return NEEDED.stream()
                .filter(names -> names.stream().noneMatch(used::containsKey))
                .map(names -> "none of " + names.stream().sorted().toList() + " is there")
                .toList();
    }

    /** What is otherwise than it was, for people; empty where nothing is. A column that was added harms nobody. */
    static List<String> changes(Map<String, String> before, Map<String, String> now) {
        return new TreeMap<>(before)
                .entrySet().stream()
                        .filter(column -> !column.getValue().equals(now.get(column.getKey())))
                        .map(column -> now.containsKey(column.getKey())
                                ? "column " + column.getKey() + " was " + column.getValue() + " and is "
                                        + now.get(column.getKey())
                                : "column " + column.getKey() + " is gone")
                        .toList();
    }
}
