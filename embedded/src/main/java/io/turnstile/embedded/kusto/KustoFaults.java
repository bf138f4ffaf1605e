package io.turnstile.embedded.kusto;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The faults that queries meet: none until they are switched on. May be used by several threads.
 *
 * <p>A fault of a result meets only a query that gives one; where the query is refused, the refusal is the answer and the
 * fault is not counted.
 */
public final class KustoFaults {

    private final Deque<KustoFault> queued = new ArrayDeque<>();
    private final Map<KustoFault, Long> met = new EnumMap<>(KustoFault.class);
    private Random random = new Random(0);
    private double share;
    private List<KustoFault> among = List.of();

    KustoFaults() {}

    /** The next queries meet these, one each, before any that is drawn. */
    public synchronized void next(KustoFault... faults) {
        queued.addAll(List.of(faults));
    }

    /**
     * From now on a share of the queries meets one of these.
     *
     * @param part from 0 to 1
     * @param faults all kinds if none is given
     * @throws IllegalArgumentException if the share is out of range
     */
    public synchronized void randomly(double part, long seed, KustoFault... faults) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("The share of faults is " + part + ". Give one from 0 to 1.");
        }
        random = new Random(seed);
        share = part;
        among = List.of(faults.length == 0 ? KustoFault.values() : faults);
    }

    /** No more faults, queued or drawn. What was counted stays. */
    public synchronized void stop() {
        queued.clear();
        share = 0;
    }

    /** How many queries have met a fault. */
    public synchronized long count(KustoFault fault) {
        return met.getOrDefault(fault, 0L);
    }

    /** How many queries have met any. */
    public synchronized long count() {
        return met.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized Optional<KustoFault> draw() {
        if (!queued.isEmpty()) {
            return Optional.of(queued.pop());
        }
        boolean hit = share > 0 && random.nextDouble() < share;
        return hit ? Optional.of(among.get(random.nextInt(among.size()))) : Optional.empty();
    }

    synchronized void met(KustoFault fault) {
        met.merge(fault, 1L, Long::sum);
    }
}
