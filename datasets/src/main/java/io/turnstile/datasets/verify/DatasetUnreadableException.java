package io.turnstile.datasets.verify;

/** What is there is no dataset, or cannot be read. The message says what, and what to do. */
public final class DatasetUnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatasetUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
