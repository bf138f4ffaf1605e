package io.turnstile.judge.model;

/**
 * A question and its reply, with whatever is done about limits and failures on the way. Each concern is an exchange
 * around another one. Called from several threads at once.
 */
@FunctionalInterface
interface Exchange {

    /**
     * @throws CallFailedException if there was no reply
     * @throws InterruptedException if the thread was told to stop
     */
    Reply ask(ChatQuestion question) throws InterruptedException;
}
