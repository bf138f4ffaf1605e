package io.turnstile.judge.evaluation;

/**
 * A case in which judge and golden set disagree, to be read: one of the two is wrong.
 *
 * @param id of the golden turn
 * @param expected the golden label
 * @param given the judge's label
 * @param score the judge's, 1 to 5
 * @param confidence the judge's, 0.5 to 1
 * @param reason why the golden label is what it is
 * @param rationale why the judge's is
 */
public record Conflict(
        String id, int expected, int given, int score, double confidence, String reason, String rationale) {}
