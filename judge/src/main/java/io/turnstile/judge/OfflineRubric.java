package io.turnstile.judge;

import io.turnstile.judge.rubric.Assessment;
import io.turnstile.judge.rubric.EarlierTurn;
import io.turnstile.judge.rubric.Rubric;
import io.turnstile.judge.rubric.RubricInput;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import io.turnstile.schema.Vote;
import java.util.List;

/**
 * The judge that needs no network: {@link Rubric}. A baseline, not for release. It is total, deterministic and blind to
 * hindsight.
 */
public final class OfflineRubric implements Judge {

    /** Of every rubric of this version. */
    public static final String FINGERPRINT = "offline-rubric/" + Rubric.VERSION;

    @Override
    public String fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean isBaseline() {
        return true;
    }

    /** The input's own hash: the rubric is shown all of it. */
    @Override
    public String contentKey(JudgeRequest request) {
        return ContentKey.of(FINGERPRINT, request.getInputHash());
    }

    @Override
    public boolean isPaid() {
        return false;
    }

    @Override
    public Verdict judge(JudgeRequest request) {
        return verdict(request, Rubric.assess(inputOf(request)));
    }

    private static RubricInput inputOf(JudgeRequest request) {
        var history = request.getHistory().stream()
                .map(turn -> new EarlierTurn(turn.getUserText(), turn.getModelText()))
                .toList();
        return new RubricInput(
                request.getText(),
                request.getTurnNumber(),
                history,
                request.getInferenceSignals().getReferenceCount());
    }

    private Verdict verdict(JudgeRequest request, Assessment assessment) {
        return Verdict.newBuilder()
                .setMessageId(request.getMessageId())
                .setInputHash(request.getInputHash())
                .setLabel(assessment.label())
                .setScore(assessment.score())
                .setConfidence(assessment.confidence())
                .setRationale(assessment.rationale())
                .setCriteria(assessment.criteria().stream().map(Enum::name).toList())
                .setFingerprint(fingerprint())
                .setIsBaseline(isBaseline())
                .setOrigin(VerdictOrigin.JUDGE)
                .setVotes(List.of(vote(assessment)))
                .build();
    }

    private static Vote vote(Assessment assessment) {
        return Vote.newBuilder()
                .setLabel(assessment.label())
                .setScore(assessment.score())
                .setConfidence(assessment.confidence())
                .build();
    }
}
