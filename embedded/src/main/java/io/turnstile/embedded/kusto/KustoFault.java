package io.turnstile.embedded.kusto;

/** What can go wrong between a query and its rows. */
public enum KustoFault {
    /** 429, with Retry-After. */
    THROTTLED,
    /** 500, with Kusto's error form; not permanent. */
    INTERNAL_ERROR,
    /** 502 of a gateway, whose body is no JSON. */
    BAD_GATEWAY,
    /** 503, with Kusto's error form; not permanent. */
    UNAVAILABLE,
    /** 401, without a body. */
    NOT_AUTHENTICATED,
    /** 400 that says that it is permanent. */
    REFUSED_FOR_GOOD,
    /** 400 that says that it is not permanent. */
    REFUSED_FOR_NOW,
    /** The connection is cut before the first byte of the answer. */
    CUT_BEFORE_ANSWER,
    /** The connection is cut in the middle of the body. */
    CUT_IN_ANSWER,
    /** Every byte of the result has come, and the connection is cut before the body is ended. */
    CUT_AFTER_ANSWER,
    /** A whole body, whose JSON ends in the middle. */
    TRUNCATED_JSON,
    /** 200, half of the rows, then an error where a row should be; nothing at the end tells of it. */
    FAILURE_AMONG_ROWS,
    /** 200, half of the rows, and only the end of the data set tells of an error. */
    FAILURE_AT_END,
    /** 200, half of the rows, then E_QUERY_RESULT_SET_TOO_LARGE, whatever the limits are. Needs two rows or more. */
    RESULT_TOO_LARGE,
    /** 200, half of the rows, then E_LOW_MEMORY_CONDITION. */
    LOW_MEMORY,
    /** The right answer, late. */
    SLOW
}
