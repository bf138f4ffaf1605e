package io.turnstile.streams.balancing;

import io.turnstile.plan.Plan;
import io.turnstile.plan.PlanText;
import io.turnstile.plan.Plans;
import io.turnstile.plan.Pool;
import io.turnstile.plan.Ratio;
import io.turnstile.plan.SeededHash;
import io.turnstile.plan.Share;
import io.turnstile.plan.Weights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The plans by pool. Pools and plans have ids, by which keys of stores and records name them: the topology's shape does
 * not depend on what plans there are.
 *
 * @param byId a pool's plans by its id, none of them empty
 */
record PoolPlans(Map<Long, List<Plan>> byId) {

    private static final long UNSEEDED = 0;
    private static final Ratio ANY_RATIO = new Ratio(1, 1);

    static PoolPlans of(Plans plans) {
        return new PoolPlans(plans.plans().stream()
                .collect(Collectors.groupingBy(
                        plan -> id(plan.pool(), plans.splitSeed()), TreeMap::new, Collectors.toList())));
    }

    /** A pool's plans; none where it is not configured. */
    List<Plan> of(long pool) {
        return byId.getOrDefault(pool, List.of());
    }

    /** How many of a share are drawn at most by any plan of the pool. */
    int largestQuota(long pool, Share share) {
        return of(pool).stream()
                .mapToInt(plan -> plan.quotas().getOrDefault(share, 0))
                .max()
                .orElse(0);
    }

    /** The pool that has that id. */
    Pool pool(long id) {
        return byId.get(id).get(0).pool();
    }

    static long id(Plan plan) {
        return SeededHash.of(UNSEEDED, plan.name());
    }

    /** The same for pools that draw alike. */
    static long id(Pool pool, long splitSeed) {
        String text = PlanText.of(new Plan("", pool, 1, ANY_RATIO, Weights.EQUAL));
        return SeededHash.of(splitSeed, text);
    }
}
