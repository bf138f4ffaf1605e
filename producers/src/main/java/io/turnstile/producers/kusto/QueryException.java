package io.turnstile.producers.kusto;

/** A question that the cluster did not answer. The message says what it said; it never holds content of a row. */
final class QueryException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is to be done about it. */
    enum Kind {
        /** The cluster is asked too much: wait. */
        THROTTLED,
        /** It may pass: wait, and ask again. */
        TRANSIENT,
        /** It took longer than it may. That may pass, or less must be asked for. */
        TIMED_OUT,
        /** The answer is too large, or takes more memory than there is: ask for less. */
        TOO_LARGE,
        /** The cluster does not know who asks, or does not let them. */
        NOT_AUTHORIZED,
        /** It will not pass. */
        PERMANENT
    }

    private final Kind kind;

    QueryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
