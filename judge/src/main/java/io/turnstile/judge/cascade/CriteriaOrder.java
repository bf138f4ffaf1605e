package io.turnstile.judge.cascade;

import io.turnstile.judge.ContentKey;
import java.util.Comparator;
import java.util.List;

/** In which order a vote is asked for the criteria: what stands first is favoured, so no criterion always does. */
public final class CriteriaOrder {

    private CriteriaOrder() {}

    /**
     * Shuffled by a hash, and so the same in every run.
     *
     * @param contentKey names what is judged
     * @param vote the vote's number, from 0
     */
    public static List<String> of(List<String> criteria, String contentKey, int vote) {
        return criteria.stream()
                .sorted(Comparator.comparing(name -> ContentKey.of(contentKey, Integer.toString(vote), name)))
                .toList();
    }
}
