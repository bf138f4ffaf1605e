package io.turnstile.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What cells are wanted, in proportion to each other.
 *
 * @param strata parts by stratum; empty: all alike
 * @param positions parts by position; empty: all alike
 */
public record Weights(Map<String, Integer> strata, Map<String, Integer> positions) {

    /** All cells alike. */
    public static final Weights EQUAL = new Weights(Map.of(), Map.of());

    public Weights {
        strata = Map.copyOf(strata);
        positions = Map.copyOf(positions);
    }

    /** A cell's parts; 0 where it is not wanted. */
    public int of(Cell cell) {
        return part(strata, cell.stratum()) * part(positions, cell.position());
    }

    private static int part(Map<String, Integer> parts, String name) {
        return parts.isEmpty() ? 1 : parts.getOrDefault(name, 0);
    }

    /** Parts as people write them, in order of their names, e.g. LONG:2,SHORT:1. */
    static String text(Map<String, Integer> parts) {
        return new TreeMap<>(parts)
                .entrySet().stream()
                        .map(part -> part.getKey() + ":" + part.getValue())
                        .collect(Collectors.joining(","));
    }
}
