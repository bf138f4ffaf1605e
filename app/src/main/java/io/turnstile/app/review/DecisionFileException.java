package io.turnstile.app.review;

/** A file of decisions cannot be taken; the message says what is wrong, and quotes no text of a chat. */
final class DecisionFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DecisionFileException(String message) {
        super(message);
    }
}
