package io.turnstile.producers;

/** Producing stopped; the message says why, how far it came, and what to do. */
public final class ProduceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProduceException(String message, Throwable cause) {
        super(message, cause);
    }
}
