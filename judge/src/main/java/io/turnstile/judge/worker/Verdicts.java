package io.turnstile.judge.worker;

import io.turnstile.schema.JudgeRequest;
import java.util.concurrent.CompletableFuture;

/** Where verdicts come from. Called on a call thread, which it may hold up. */
interface Verdicts {

    /**
     * The verdict on a request; done once it is safe to pass it on.
     *
     * @param isRedelivered whether a worker that did not come to the end may have had the request
     * @throws RuntimeException as the judge throws, here or in the future
     */
    CompletableFuture<Answer> on(JudgeRequest request, boolean isRedelivered);

    /** Waits until all is at hand that the first verdict needs. */
    void prepare();
}
