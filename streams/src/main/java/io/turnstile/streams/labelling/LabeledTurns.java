package io.turnstile.streams.labelling;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;

/** Puts a request and the verdict that judged it together. */
final class LabeledTurns {

    private LabeledTurns() {}

    /** @param verdict of the input that the request names */
    static LabeledTurn of(JudgeRequest request, Verdict verdict) {
        return LabeledTurn.newBuilder()
                .setMessageId(request.getMessageId())
                .setConversationId(request.getConversationId())
                .setText(request.getText())
                .setLabel(verdict.getLabel())
                .setLabelName(labelName(verdict.getLabel()))
                .setScore(verdict.getScore())
                .setConfidence(verdict.getConfidence())
                .setRationale(verdict.getRationale())
                .setFingerprint(verdict.getFingerprint())
                .setIsBaseline(verdict.getIsBaseline())
                .setVotes(verdict.getVotes())
                .setInputHash(request.getInputHash())
                .setMemberships(request.getMemberships())
                .setTurnNumber(request.getTurnNumber())
                .setHistory(request.getHistory())
                .setInferenceSignals(request.getInferenceSignals())
                .setHindsightSignals(request.getHindsightSignals())
                .setIsReviewed(verdict.getOrigin() == VerdictOrigin.HUMAN)
                .setSoftLabel(verdict.getSoftLabel())
                .setIsInjectionSuspected(verdict.getIsInjectionSuspected())
                .setUserHash(request.getUserHash())
                .build();
    }

    private static String labelName(int label) {
        return label == 0 ? "reasoning" : "non-reasoning";
    }
}
