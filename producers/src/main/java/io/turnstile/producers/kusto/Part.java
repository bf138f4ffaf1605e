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

    /** The length of a SHA-256 in hexadecimal digits: rows that agree in all of them are the same. */
    static final int HASH_LENGTH = 64;

    private static final String DIGITS = "0123456789abcdef";

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
