package io.turnstile.judge.rubric;

import java.util.Set;

/**
 * What the rubric found.
 *
 * @param criteria the criteria met, in the rubric's order
 * @param score 1 (trivial) to 5 (demanding)
 * @param label 0: a reasoning model is needed. 1: a non-reasoning model is enough
 * @param confidence 0.5 to 1, from the score's distance to the threshold. It orders assessments; it is no probability
 * @param rationale why, naming the criteria met and quoting nothing
 */
public record Assessment(Set<Criterion> criteria, int score, int label, double confidence, String rationale) {}
