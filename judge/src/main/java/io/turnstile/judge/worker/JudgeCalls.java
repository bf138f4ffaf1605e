package io.turnstile.judge.worker;

import io.turnstile.judge.Judge;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;

/** Calls the judge, and waits while it cannot judge at all. */
final class JudgeCalls {

    private final Judge judge;
    private final Pause pause;
    private final Probing probing;

    JudgeCalls(Judge judge, Pause pause, Probing probing) {
        this.judge = judge;
        this.pause = pause;
        this.probing = probing;
    }

    /**
     * The judge's verdict on this request.
     *
     * @throws AbandonedException if the worker closes before the judge could be called
     * @throws IllegalStateException if the judge answered another request
     * @throws RuntimeException whatever else the judge throws about this request
     */
    Verdict verdict(JudgeRequest request) {
        while (true) {
            pause.await();
            try {
                Verdict verdict = judge.judge(request);
                pause.end();
                requireIsOf(verdict, request);
                probing.judged();
                return verdict;
            } catch (JudgeUnavailableException e) {
                pause.begin(e.retryAfter(), "JUDGE_UNAVAILABLE", e.getMessage());
            } catch (RuntimeException e) {
                // An interrupted call says nothing about its request.
                throw Thread.currentThread().isInterrupted() ? new AbandonedException() : e;
            }
        }
    }

    private void requireIsOf(Verdict verdict, JudgeRequest request) {
        if (!verdict.getMessageId().equals(request.getMessageId())
                || !verdict.getInputHash().equals(request.getInputHash())) {
            throw new IllegalStateException("Judge " + judge.fingerprint() + " answered another request.");
        }
    }
}
