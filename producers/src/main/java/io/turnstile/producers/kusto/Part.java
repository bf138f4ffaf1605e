package io.turnstile.producers.kusto;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a window: what was ingested in a range of time and, where that is one tick, only the rows whose hash begins
 * with some digits. Parts are read in the order of their times, and within a tick in that of their prefixes.
 *
 * @param from when it was ingested, inclusive, in whole ticks of 100 ns
 * @param to exclusive
 * @param hashPrefix hexadecimal digits in lower case; empty for every row
 */
record Part(Instant from, Instant to, String hashPrefix) {

    /** What the store counts time in. */
    static final Duration TICK = Duration.ofNanos(100);

    /** Before the first row that was ever ingested: Kusto is younger. */
    static final Instant BEGINNING = Instant.EPOCH;

    /** After the last. */
    static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** There was no Kusto before. Where a range is halved, what is older counts for nothing. */
    private static final Instant FIRST_KUSTO = Instant.parse("2014-01-01T00:00:00Z");

    private static final String DIGITS = "0123456789abcdef";

    /** @throws IllegalArgumentException if the prefix is none */
    Part {
        if (!isHashPrefix(hashPrefix)) {
            throw new IllegalArgumentException("expected hexadecimal digits in lower case as the beginning of a hash");
        }
    }

    static boolean isHashPrefix(String text) {
        return text.chars().allMatch(digit -> DIGITS.indexOf(digit) >= 0);
    }

    /** Everything from a time on. */
    static Part from(Instant from) {
        return new Part(from, END, "");
    }

    /** The rows of one tick whose hash begins so. */
    static Part ofTick(Instant tick, String hashPrefix) {
        return new Part(tick, tick.plus(TICK), hashPrefix);
    }

    boolean isOneTick() {
        return !from.plus(TICK).isBefore(to);
    }

    /**
     * The part in two, side by side; itself where it is one tick.
     *
     * @param now nothing was ingested after it, as far as matters for where to cut
     */
    List<Part> halves(Instant now) {
        if (isOneTick()) {
            return List.of(this);
        }
        Instant first = from.isBefore(FIRST_KUSTO) && to.isAfter(FIRST_KUSTO) ? FIRST_KUSTO : from;
        Instant last = to.isAfter(now) && now.isAfter(first) ? now : to;
        long ticks = Duration.between(first, last).dividedBy(TICK);
        Instant middle = first.plus(TICK.multipliedBy(Math.max(1, ticks / 2)));
        Instant cut = middle.isBefore(to) ? middle : first;
        return List.of(new Part(from, cut, hashPrefix), new Part(cut, to, hashPrefix));
    }

    /** What is left of the window after this part, in the order of reading. */
    List<Part> successors() {
        var left = new ArrayList<Part>();
        // First those that share the longest beginning with it: after 3a that is 3b..3f, then 4..f.
        for (int length = hashPrefix.length() - 1; length >= 0; length--) {
            String shared = hashPrefix.substring(0, length);
            for (int digit = DIGITS.indexOf(hashPrefix.charAt(length)) + 1; digit < DIGITS.length(); digit++) {
                left.add(ofTick(from, shared + DIGITS.charAt(digit)));
            }
        }
        left.add(from(to));
        return left;
    }
}
