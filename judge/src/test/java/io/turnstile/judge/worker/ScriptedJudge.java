package io.turnstile.judge.worker;

import io.turnstile.judge.ContentKey;
import io.turnstile.judge.Judge;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import java.util.function.Consumer;

/** The offline rubric, after something that a test wants to happen for a request. What it is shown is the text. */
record ScriptedJudge(boolean isPaid, Consumer<JudgeRequest> before) implements Judge {

    private static final Judge RUBRIC = new OfflineRubric();
    private static final String FINGERPRINT = "scripted/1";

    static ScriptedJudge free(Consumer<JudgeRequest> before) {
        return new ScriptedJudge(false, before);
    }

    static ScriptedJudge paid(Consumer<JudgeRequest> before) {
        return new ScriptedJudge(true, before);
    }

    @Override
    public String fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean isBaseline() {
        return true;
    }

    @Override
    public String contentKey(JudgeRequest request) {
        return ContentKey.of(FINGERPRINT, request.getText());
    }

    @Override
    public Verdict judge(JudgeRequest request) {
        before.accept(request);
        return Verdict.newBuilder(RUBRIC.judge(request))
                .setFingerprint(FINGERPRINT)
                .setOrigin(VerdictOrigin.JUDGE)
                .build();
    }
}
