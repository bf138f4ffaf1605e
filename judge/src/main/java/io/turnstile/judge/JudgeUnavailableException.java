package io.turnstile.judge;

import java.time.Duration;

/** No request can be judged at present, and none is at fault: the server is down, or the budget is spent. */
public final class JudgeUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * @param message what is wrong and what to do; without the judged text
     * @param retryAfter how long to wait before the next request is tried
     */
    public JudgeUnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
