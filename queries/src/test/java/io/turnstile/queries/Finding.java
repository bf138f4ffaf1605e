package io.turnstile.queries;

/**
 * What the lint says against a query.
 *
 * @param line one-based
 */
record Finding(Rule rule, int line, String message) {

    enum Rule {
        /** prev, next, row_number and the like look at rows whose order is not fixed. */
        UNSERIALIZED,
        /** A key that no event has, and that the query did not pack itself. */
        UNKNOWN_PROPERTY,
        /** Approximate, random, or of the version of the cluster. */
        NOT_DETERMINISTIC,
        /** The time of the run, and no parameter to fix it. */
        TIME_OF_RUN,
        /** The first rows of no order. */
        TAKE_WITHOUT_ORDER,
        /** A list in the order of chance. */
        UNSORTED_LIST,
        /** Of equal ones any may be taken. */
        TIE,
        /** The default, innerunique, takes any of the left side's rows. */
        JOIN_WITHOUT_KIND
    }

    static Finding of(Rule rule, SyntaxTree place, String text, String message) {
        return new Finding(rule, (int) text.substring(0, place.start()).lines().count(), message);
    }
}
