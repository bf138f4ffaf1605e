package io.turnstile.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan draws from a set of candidates: a function of the set, so the same whatever the order in which it came, and
 * however often.
 *
 * @param drawn the sample by share, in the order of the draw
 * @param available how many there were to draw from by share and cell, after caps
 */
public record Sample(SortedMap<Share, List<Candidate>> drawn, SortedMap<Share, SortedMap<Cell, Integer>> available) {

    /**
     * Draws: caps first, then of each cell those with the smallest draws, as many as {@link Allocation} says.
     *
     * @param candidates those of the plan's pool. What is there twice counts once; a message is there in one form only
     */
    public static Sample of(Plan plan, Collection<Candidate> candidates) {
        var byShare = new HashMap<Share, List<Candidate>>();
        for (Candidate candidate : capped(plan.pool(), candidates)) {
            byShare.computeIfAbsent(candidate.share(), share -> new ArrayList<>())
                    .add(candidate);
        }
        var drawn = new TreeMap<Share, List<Candidate>>();
        var available = new TreeMap<Share, SortedMap<Cell, Integer>>();
        plan.quotas().forEach((share, quota) -> {
            List<Candidate> members = byShare.getOrDefault(share, List.of());
            SortedMap<Cell, Integer> counts = counts(members);
            available.put(share, counts);
            drawn.put(share, drawn(members, Allocation.of(counts, plan.weights(), quota)));
        });
        return new Sample(drawn, available);
    }

    /**
     * Those that no cap holds back, a conversation's first, then a text's; in the order of the draw, each once. Without a cap
     * a conversation's turns are not brought together: they are of one owner, and so of one split. Those of a text are, cap
     * or not: they may be of many owners, and must not stand in two splits.
     */
    public static List<Candidate> capped(Pool pool, Collection<Candidate> candidates) {
        Cap perConversation = pool.capPerConversation();
        var conversations = new HashMap<String, Cap.Admission>();
        var texts = new HashMap<Long, Cap.Admission>();
        var capped = new ArrayList<Candidate>();
        for (Candidate candidate : distinct(candidates)) {
            if ((perConversation.isNone()
                            || admits(conversations, candidate.conversationId(), perConversation, candidate))
                    && admits(texts, candidate.duplicates(), pool.capPerText(), candidate)) {
                capped.add(candidate);
            }
        }
        return Collections.unmodifiableList(capped);
    }

    private static <K> boolean admits(Map<K, Cap.Admission> groups, K group, Cap cap, Candidate candidate) {
        return groups.computeIfAbsent(group, absent -> new Cap.Admission(cap.limit()))
                .admits(candidate);
    }

    /** In the order of the draw, in which the same message stands side by side. */
    private static List<Candidate> distinct(Collection<Candidate> candidates) {
        var sorted = new ArrayList<>(candidates);
        Collections.sort(sorted);
        var distinct = new ArrayList<Candidate>(sorted.size());
        String last = null;
        for (Candidate candidate : sorted) {
            if (!candidate.messageId().equals(last)) {
                distinct.add(candidate);
            }
            last = candidate.messageId();
        }
        return distinct;
    }

    private static SortedMap<Cell, Integer> counts(List<Candidate> members) {
        var counts = new HashMap<Cell, Integer>();
        members.forEach(member -> counts.merge(member.cell(), 1, Integer::sum));
        return new TreeMap<>(counts);
    }

    /** @param members of one share, in the order of the draw */
    private static List<Candidate> drawn(List<Candidate> members, Map<Cell, Integer> seats) {
        var left = new HashMap<>(seats);
        var drawn = new ArrayList<Candidate>();
        for (Candidate member : members) {
            if (left.merge(member.cell(), -1, Integer::sum) >= 0) {
                drawn.add(member);
            }
        }
        return Collections.unmodifiableList(drawn);
    }
}
