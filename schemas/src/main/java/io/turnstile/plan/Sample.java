package io.turnstile.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a plan draws from a set of candidates: a function of the set, so the same whatever the order in which it came.
 *
 * @param drawn the sample by share, in the order of the draw
 * @param available how many there were to draw from by share and cell, after caps
 */
public record Sample(SortedMap<Share, List<Candidate>> drawn, SortedMap<Share, SortedMap<Cell, Integer>> available) {

    /**
     * Draws: caps first, then of each cell those with the smallest draws, as many as {@link Allocation} says.
     *
     * @param candidates those of the plan's pool; a message at most once
     */
    public static Sample of(Plan plan, Collection<Candidate> candidates) {
        List<Candidate> capped = capped(plan.pool(), candidates);
        var drawn = new TreeMap<Share, List<Candidate>>();
        var available = new TreeMap<Share, SortedMap<Cell, Integer>>();
        Map<Share, List<Candidate>> byShare = groups(capped, Candidate::share);
        plan.quotas().forEach((share, quota) -> {
            Map<Cell, List<Candidate>> cells = groups(byShare.getOrDefault(share, List.of()), Candidate::cell);
            var counts = new TreeMap<Cell, Integer>();
            cells.forEach((cell, members) -> counts.put(cell, members.size()));
            available.put(share, counts);
            drawn.put(share, drawn(cells, Allocation.of(counts, plan.weights(), quota)));
        });
        return new Sample(drawn, available);
    }

    /**
     * Those that no cap holds back: a conversation's first, then a text's. Without a cap a conversation's turns are not
     * brought together: they are of one owner, and so of one split. Those of a text are, cap or not: they may be of many
     * owners, and must not stand in two splits.
     */
    public static List<Candidate> capped(Pool pool, Collection<Candidate> candidates) {
        Cap perConversation = pool.capPerConversation();
        Collection<Candidate> ofConversations =
                perConversation.isNone() ? candidates : capped(candidates, Candidate::conversationId, perConversation);
        return capped(ofConversations, Candidate::duplicates, pool.capPerText());
    }

    private static <K> List<Candidate> capped(Collection<Candidate> candidates, Function<Candidate, K> group, Cap cap) {
        return groups(candidates, group).values().stream()
                .flatMap(members -> cap.of(members).stream())
                .toList();
    }

    private static List<Candidate> drawn(Map<Cell, List<Candidate>> cells, Map<Cell, Integer> seats) {
        return seats.entrySet().stream()
                .flatMap(cell -> cells.get(cell.getKey()).stream().sorted().limit(cell.getValue()))
                .sorted()
                .toList();
    }

    private static <K> Map<K, List<Candidate>> groups(Collection<Candidate> candidates, Function<Candidate, K> group) {
        return candidates.stream().collect(Collectors.groupingBy(group));
    }
}
