package io.turnstile.plan;

import java.util.Collection;
import java.util.List;

/**
 * How many of a group may be drawn, where a group is a conversation's turns or a text's duplicates. The first by draw stay,
 * and all of one split: that of the very first. So no text stands on both sides of a split.
 *
 * @param limit at least 1; {@link #NONE} lets all of that split stay
 */
public record Cap(int limit) {

    /** No limit. */
    public static final Cap NONE = new Cap(Integer.MAX_VALUE);

    /** @throws IllegalArgumentException if the limit is less than 1 */
    public Cap {
        if (limit < 1) {
            throw new IllegalArgumentException("A cap is at least 1, not " + limit);
        }
    }

    /** Whether nothing is limited. */
    public boolean isNone() {
        return limit == NONE.limit;
    }

    /** Those that stay, in the order of their draw. */
    public List<Candidate> of(Collection<Candidate> group) {
        var admission = new Admission(limit);
        return group.stream().sorted().filter(admission::admits).toList();
    }

    /** A group whose members come in the order of their draw. */
    static final class Admission {

        private final int limit;
        private Split split;
        private int admitted;

        Admission(int limit) {
            this.limit = limit;
        }

        /** Whether the next member stays. */
        boolean admits(Candidate next) {
            if (split == null) {
                split = next.split();
            }
            boolean stays = next.split() == split && admitted < limit;
            admitted += stays ? 1 : 0;
            return stays;
        }
    }
}
