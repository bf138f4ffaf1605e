package io.turnstile.plan;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What cells are wanted, in proportion to each other.
 *
 * @param strata parts by stratum; empty: all alike; what is not named has none
 * @param positions parts by position; empty: all alike; what is not named has none
 */
public record Weights(Map<String, Integer> strata, Map<String, Integer> positions) {

    /** All cells alike. */
    public static final Weights EQUAL = new Weights(Map.of(), Map.of());

    /** So that priorities of millions of turns stay whole numbers. */
    static final int LARGEST_PART = 1_000;

    /** @throws IllegalArgumentException if a part is not 0 to 1,000, or if parts are given and all are 0 */
    public Weights {
        strata = checked(strata);
        positions = checked(positions);
    }

    /** A cell's parts; 0 where it is not wanted. */
    public int of(Cell cell) {
        return part(strata, cell.stratum()) * part(positions, cell.position());
    }

    private static int part(Map<String, Integer> parts, String name) {
        return parts.isEmpty() ? 1 : parts.getOrDefault(name, 0);
    }

    private static Map<String, Integer> checked(Map<String, Integer> parts) {
        parts.forEach((name, part) -> {
            if (part < 0 || part > LARGEST_PART) {
                throw new IllegalArgumentException(
                        "expected parts from 0 to " + LARGEST_PART + ", not " + name + ":" + part);
            }
        });
        if (!parts.isEmpty() && parts.values().stream().allMatch(part -> part == 0)) {
            throw new IllegalArgumentException("expected a part above 0: " + text(parts) + " wants nothing");
        }
        return Map.copyOf(parts);
    }

    /** Parts as people write them, in order of their names, e.g. LONG:2,SHORT:1. */
    static String text(Map<String, Integer> parts) {
        return new TreeMap<>(parts)
                .entrySet().stream()
                        .map(part -> part.getKey() + ":" + part.getValue())
                        .collect(Collectors.joining(","));
    }
}
