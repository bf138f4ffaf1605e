package io.turnstile.judge.model;

import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabelException;
import java.time.Duration;

/** An exchange with a server, as a chat model. */
final class ServedChatModel implements ChatModel {

    private final String identity;
    private final Exchange exchange;
    private final Runnable closing;

    /** @param closing lets go of what the exchange holds */
    ServedChatModel(String identity, Exchange exchange, Runnable closing) {
        this.identity = identity;
        this.exchange = exchange;
        this.closing = closing;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public ChatAnswer ask(ChatQuestion question) {
        Reply reply;
        try {
            reply = exchange.ask(question);
        } catch (CallFailedException e) {
            throw new JudgeUnavailableException(e.getMessage(), e.retryAfter());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JudgeUnavailableException("The judge was told to stop. Start it again.", Duration.ZERO);
        }
        if (reply instanceof Reply.Declined declined) {
            throw new NoLabelException(declined.reason(), declined.message());
        }
        return ((Reply.Answered) reply).answer();
    }

    @Override
    public void close() {
        closing.run();
    }
}
