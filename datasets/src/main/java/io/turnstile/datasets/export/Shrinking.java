package io.turnstile.datasets.export;

import io.turnstile.plan.Plan;
import io.turnstile.plan.Share;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A plan at another size. */
final class Shrinking {

    private Shrinking() {}

    static Plan toSize(Plan plan, int size) {
        return new Plan(plan.name(), plan.pool(), size, plan.ratio(), plan.weights());
    }

    /**
     * The largest size, up to the plan's, of which every quota is filled; empty where not even one turn is there. (Quotas do
     * not all grow with the size: what a rounded validation split gains, training may lose. So sizes are tried one by one.)
     *
     * @param available by share
     */
    static OptionalInt largestSize(Plan plan, Map<Share, Integer> available) {
        int most = Math.min(
                plan.size(),
                available.values().stream().mapToInt(Integer::intValue).sum());
        return IntStream.iterate(most, size -> size > 0, size -> size - 1)
                .filter(size -> isFilled(toSize(plan, size), available))
                .findFirst();
    }

    private static boolean isFilled(Plan plan, Map<Share, Integer> available) {
        return plan.quotas().entrySet().stream()
                .allMatch(quota -> available.getOrDefault(quota.getKey(), 0) >= quota.getValue());
    }
}
