package io.turnstile.queries;

/** A query cannot be bound here; the message says why, and what to do. */
public final class NoBinderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoBinderException(String message) {
        super(message);
    }

    NoBinderException(String message, Throwable cause) {
        super(message, cause);
    }
}
