package io.turnstile.embedded.kql;

/** A query that is refused, or that failed as it ran; the message says what was refused and where. */
public final class KqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal, in Kusto's own codes. */
    public enum Code {
        /** The parser or the binder found an error. */
        SYN0001("Syntax error"),
        /** Kusto would run it; this evaluator does not know how. */
        NOT_SUPPORTED("Not supported by the embedded server"),
        /** A row could not be computed, e.g. toscalar of a table of two columns. */
        RUNTIME("Query execution failed");

        private final String title;

        Code(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final Code code;

    public KqlException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
