package io.turnstile.datasets.export;

/** An export that did not come about; the message says why, and what to do. */
public final class ExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** Cluster, disk or records failed. What was read stays, and the same command goes on from it. */
        FAILED,
        /** It was told to stop. What was read stays, and the same command goes on from it. */
        STOPPED,
        /** There are fewer turns than the plan asks for, and that was to be refused. Nothing was written. */
        SHORTFALL,
        /** The labels are of several judges, and nobody asked for that. Nothing was written. */
        SEVERAL_JUDGES,
        /** It was to be a release, and the labels may not be released. Nothing was written. */
        NOT_RELEASABLE
    }

    ExportException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** One that failed. */
    public ExportException(String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.FAILED;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether it was refused for what it would have been: then nothing is left of it. */
    boolean isRefusal() {
        return reason != Reason.FAILED && reason != Reason.STOPPED;
    }
}
