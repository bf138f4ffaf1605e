package io.turnstile.judge.worker;

import io.turnstile.schema.JudgeRequest;
import java.util.concurrent.CompletableFuture;

/** Verdicts of a judge that costs nothing: each request is judged. */
record DirectVerdicts(JudgeCalls calls) implements Verdicts {

    @Override
    public CompletableFuture<Answer> on(JudgeRequest request, boolean isRedelivered) {
        return CompletableFuture.completedFuture(new Answer(calls.verdict(request), false));
    }

    /** Nothing is needed. */
    @Override
    public void prepare() {}
}
