package io.turnstile.judge.model;

import java.time.Duration;

/**
 * A call that brought no reply. Its message never quotes a question, an answer, or what the server said about them; for
 * that reason it has no cause either.
 */
final class CallFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Duration WAIT_FOR_PEOPLE = Duration.ofMinutes(1);

    private final Kind kind;
    private final Duration retryAfter;

    /** What may be done about it. */
    enum Kind {
        /** The server had enough for now; the server is well. */
        THROTTLED,
        /** It may pass: the network, an overload, a time-out. */
        PASSING,
        /** The server answered, and it was no answer. It may pass. */
        GARBAGE,
        /** Somebody has to do something. */
        LASTING
    }

    /** @param retryAfter how long the server wants to be left alone; zero if it did not say */
    CallFailedException(Kind kind, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static CallFailedException passing(String message) {
        return new CallFailedException(Kind.PASSING, message, Duration.ZERO);
    }

    static CallFailedException garbage(String message) {
        return new CallFailedException(Kind.GARBAGE, message, Duration.ZERO);
    }

    static CallFailedException lasting(String message) {
        return new CallFailedException(Kind.LASTING, message, WAIT_FOR_PEOPLE);
    }

    Kind kind() {
        return kind;
    }

    boolean mayPass() {
        return kind != Kind.LASTING;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
