package io.turnstile.domain.conversation;

/** A proxy for the work that a turn took, by its numRequests. Known only in hindsight. */
public enum Complexity {
    SIMPLE,
    MODERATE,
    COMPLEX,
    VERY_COMPLEX;

    /** @param numRequests rounds; null or 0 (no round was finished) give null */
    static Complexity of(Integer numRequests) {
        if (numRequests == null || numRequests == 0) {
            return null;
        }
        if (numRequests == 1) {
            return SIMPLE;
        }
        if (numRequests <= 3) {
            return MODERATE;
        }
        return numRequests <= 10 ? COMPLEX : VERY_COMPLEX;
    }
}
