package io.turnstile.judge.model;

import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabelException;

/** A language model that answers a question once. Called from several threads at once. */
public interface ChatModel extends AutoCloseable {

    /** The model and the parameters that can change an answer: a part of the judge's fingerprint. No address, no key. */
    String identity();

    /**
     * Asks once, within whatever limits there are; it may wait for them.
     *
     * @throws NoLabelException if the model declined, a filter stopped it, or the answer was cut
     * @throws JudgeUnavailableException if nothing can be asked at present
     */
    ChatAnswer ask(ChatQuestion question);

    @Override
    default void close() {}
}
