package io.turnstile.judge.answer;

import java.util.List;

/**
 * An answer that was accepted.
 *
 * @param evidence what in the material the model points at
 * @param rationale why
 * @param criteriaMet the names of the criteria met, in the order of the answer
 * @param dimensions the demands by kind
 * @param score 1 (trivial) to 5 (very demanding)
 * @param confidence how sure the model says it is of the label, 0.5 to 1
 * @param label 0: a reasoning model is needed. 1: a non-reasoning model is enough
 */
public record JudgeAnswer(
        List<String> evidence,
        String rationale,
        List<String> criteriaMet,
        DimensionScores dimensions,
        int score,
        double confidence,
        int label) {

    public JudgeAnswer {
        evidence = List.copyOf(evidence);
        criteriaMet = List.copyOf(criteriaMet);
    }
}
