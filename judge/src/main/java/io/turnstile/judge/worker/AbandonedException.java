package io.turnstile.judge.worker;

/** The worker closes, and leaves the request to whoever comes next. Nothing is wrong with it. */
final class AbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AbandonedException() {
        super("The worker closes; the request is judged again.", null, false, false);
    }
}
