package io.turnstile.datasets.router;

/** No router can be trained on what is there. The message says why, and what to do. */
public final class RouterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RouterException(String message, Throwable cause) {
        super(message, cause);
    }
}
