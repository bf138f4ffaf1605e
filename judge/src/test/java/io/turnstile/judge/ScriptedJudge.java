package io.turnstile.judge;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import java.util.function.Consumer;

/** The offline rubric, after something that a test wants to happen for a request. */
record ScriptedJudge(Consumer<JudgeRequest> before) implements Judge {

    private static final Judge RUBRIC = new OfflineRubric();

    @Override
    public String fingerprint() {
        return RUBRIC.fingerprint();
    }

    @Override
    public boolean isBaseline() {
        return true;
    }

    @Override
    public boolean isPaid() {
        return false;
    }

    @Override
    public String contentKey(JudgeRequest request) {
        return RUBRIC.contentKey(request);
    }

    @Override
    public Verdict judge(JudgeRequest request) {
        before.accept(request);
        return RUBRIC.judge(request);
    }
}
