package io.turnstile.judge.model;

import java.io.IOException;

/** A server sent more than is read of an answer. */
final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(long limit) {
        super("The answer is longer than " + limit + " bytes.");
    }
}
