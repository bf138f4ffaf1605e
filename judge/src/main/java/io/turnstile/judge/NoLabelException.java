package io.turnstile.judge;

/** A request that gets no label. Its message never quotes the judged text or the answer. */
public final class NoLabelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final NoLabel reason;

    public NoLabelException(NoLabel reason, String message) {
        super(message);
        this.reason = reason;
    }

    public NoLabel reason() {
        return reason;
    }
}
