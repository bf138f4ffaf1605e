package io.turnstile.judge.cascade;

import io.turnstile.judge.answer.JudgeAnswer;
import io.turnstile.judge.rubric.Assessment;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a turn gets more than one vote.
 *
 * @param votes how many there are in doubt; odd, so that there is a majority
 * @param revoteConfidence below it there is doubt, 0.5 to 1
 * @param rubricDistance the offline rubric disagrees strongly from this distance of the scores upwards
 * @param threshold the label is 0 from this score upwards
 */
public record CascadeRules(int votes, double revoteConfidence, int rubricDistance, int threshold) {

    /** How many votes the turn gets, given the first. */
    public int votesAfter(JudgeAnswer first, Assessment rubric, boolean isInjectionSuspected) {
        return doubts(first, rubric, isInjectionSuspected).isEmpty() ? 1 : votes;
    }

    Set<Doubt> doubts(JudgeAnswer first, Assessment rubric, boolean isInjectionSuspected) {
        var doubts = EnumSet.noneOf(Doubt.class);
        if (first.confidence() < revoteConfidence) {
            doubts.add(Doubt.LOW_CONFIDENCE);
        }
        if (first.score() == threshold) {
            doubts.add(Doubt.ON_THE_BOUNDARY);
        }
        if (first.label() != rubric.label() && Math.abs(first.score() - rubric.score()) >= rubricDistance) {
            doubts.add(Doubt.RUBRIC_DISAGREES);
        }
        if (isInjectionSuspected) {
            doubts.add(Doubt.INJECTION_SUSPECTED);
        }
        return doubts;
    }
}
