package io.turnstile.streams.labelling;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;

/** Joins a verdict to the request that it judged. */
final class Labelling {

    private Labelling() {}

    /**
     * The labelled turn, or null where the verdict judged another input: the turn changed since, and the label that may
     * stand is retracted until the new verdict is in.
     */
    static LabeledTurn label(JudgeRequest request, Verdict verdict) {
        if (!request.getInputHash().equals(verdict.getInputHash())) {
            return null;
        }
        return new LabeledTurn(
                request.getMessageId(),
                request.getConversationId(),
                request.getText(),
                verdict.getLabel(),
                labelName(verdict.getLabel()),
                verdict.getScore(),
                verdict.getConfidence(),
                verdict.getRationale(),
                verdict.getFingerprint(),
                verdict.getIsBaseline(),
                verdict.getVotes(),
                request.getInputHash(),
                request.getMemberships(),
                request.getTurnNumber(),
                request.getHistory(),
                request.getInferenceSignals(),
                request.getHindsightSignals());
    }

    private static String labelName(int label) {
        return label == 0 ? "reasoning" : "non-reasoning";
    }
}
