package io.turnstile.app.review;

import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A label and what speaks against it.
 *
 * @param turn the labelled turn
 * @param rubric what the offline rubric says of it
 * @param doubts why it is worth a look, at least one
 */
record DoubtfulTurn(LabeledTurn turn, Verdict rubric, Set<Doubt> doubts) {

    /** Most doubtful first. The message breaks ties, so that the order is the same each time. */
    static final Comparator<DoubtfulTurn> ORDER = Comparator.comparingDouble(DoubtfulTurn::degree)
            .reversed()
            .thenComparing(doubtful -> doubtful.turn().getMessageId());

    /** Of 1 to 5: the rubric is coarse, and being one off says little. */
    private static final int FAR_APART = 2;

    private static final int WIDEST = 4;

    /** Empty where nothing speaks against the label, or a person has decided already. @param below 0 to 1 */
    static Optional<DoubtfulTurn> of(LabeledTurn turn, Verdict rubric, double below) {
        var doubts = EnumSet.noneOf(Doubt.class);
        if (minority(turn) > 0) {
            doubts.add(Doubt.SPLIT_VOTES);
        }
        if (turn.getConfidence() < below) {
            doubts.add(Doubt.LOW_CONFIDENCE);
        }
        if (turn.getIsInjectionSuspected()) {
            doubts.add(Doubt.INJECTION_SUSPECTED);
        }
        if (turn.getLabel() != rubric.getLabel() && apart(turn, rubric) >= FAR_APART) {
            doubts.add(Doubt.RUBRIC_DISAGREES);
        }
        return doubts.isEmpty() || turn.getIsReviewed()
                ? Optional.empty()
                : Optional.of(new DoubtfulTurn(turn, rubric, doubts));
    }

    /** How doubtful, 0 to 4: each reason adds up to 1. */
    double degree() {
        double ofVotes = 2 * minority(turn);
        double ofConfidence = 2 * (1 - turn.getConfidence());
        double ofInjection = doubts.contains(Doubt.INJECTION_SUSPECTED) ? 1 : 0;
        double ofRubric = doubts.contains(Doubt.RUBRIC_DISAGREES) ? (double) apart(turn, rubric) / WIDEST : 0;
        return ofVotes + ofConfidence + ofInjection + ofRubric;
    }

    /** The share of votes for the other label, 0 to 0.5. */
    private static double minority(LabeledTurn turn) {
        if (turn.getVotes().isEmpty()) {
            return 0;
        }
        long against = turn.getVotes().stream()
                .filter(vote -> vote.getLabel() != turn.getLabel())
                .count();
        return (double) against / turn.getVotes().size();
    }

    private static int apart(LabeledTurn turn, Verdict rubric) {
        return Math.abs(turn.getScore() - rubric.getScore());
    }
}
