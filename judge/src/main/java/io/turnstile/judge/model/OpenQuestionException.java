package io.turnstile.judge.model;

import java.util.List;

/** Questions that have no answer yet, and are to be asked in a batch. */
public final class OpenQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<BatchQuestion> questions;

    /** @param questions whose answers are needed next, all of them */
    public OpenQuestionException(List<BatchQuestion> questions) {
        super("There is no answer yet. Ask in a batch, then try again.", null, false, false);
        this.questions = List.copyOf(questions);
    }

    /** What is to be asked. */
    public List<BatchQuestion> questions() {
        return questions;
    }
}
