package io.turnstile.judge.model;

import io.turnstile.judge.NoLabel;

/** What became of a question in a batch. */
public sealed interface BatchResult {

    /** The question's. */
    String contentKey();

    /** It was answered. */
    record Answered(String contentKey, ChatAnswer answer) implements BatchResult {}

    /** It gets no label, and asking again would not change that. */
    record NotLabelled(String contentKey, NoLabel reason, String message) implements BatchResult {}

    /** It was not answered, for a reason that says nothing about it: it is to be asked again. */
    record NotAsked(String contentKey, String message) implements BatchResult {}
}
