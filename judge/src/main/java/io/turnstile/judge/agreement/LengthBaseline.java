package io.turnstile.judge.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The best that a rule can do that looks at nothing but the length of the prompt. Many sets of easy and hard prompts fall
 * apart by length alone; a judge that does not beat this has shown nothing.
 *
 * @param best the rule with the highest kappa on all cases. It was chosen on the cases that it is measured on, so its
 *     kappa is a bound from above
 * @param confusion of labels that were each given by the best rule of all other cases (leave-one-out): what such a rule
 *     does on a case that it has not seen
 */
public record LengthBaseline(Rule best, Confusion confusion) {

    /**
     * A rule on length.
     *
     * @param threshold characters
     * @param isLongReasoning whether texts of the threshold and longer are labelled 0, reasoning, and shorter ones 1; or
     *     the other way round
     * @param kappa on the cases that it was chosen on
     */
    public record Rule(int threshold, boolean isLongReasoning, double kappa) {

        int label(int length) {
            return length >= threshold == isLongReasoning ? 0 : 1;
        }
    }

    /** A case as the rule sees it. */
    public record Case(int length, int label) {}

    /** @throws IllegalArgumentException if there is no case */
    public static LengthBaseline of(List<Case> cases) {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("A rule on length needs cases to be chosen on.");
        }
        var sorted =
                cases.stream().sorted(Comparator.comparingInt(Case::length)).toList();
        var pairs = new ArrayList<LabelPair>();
        for (int i = 0; i < sorted.size(); i++) {
            var left = sorted.get(i);
            pairs.add(new LabelPair(left.label(), best(sorted, i).label(left.length())));
        }
        return new LengthBaseline(best(sorted, -1), Confusion.of(pairs));
    }

    /** @param without the place of the case that is left out, or -1 */
    private static Rule best(List<Case> sorted, int without) {
        int zeros = count(sorted, without, 0);
        int ones = count(sorted, without, 1);
        int zerosBelow = 0;
        int onesBelow = 0;
        var best = new Rule(0, true, 0);
        for (int i = 0; i < sorted.size(); i++) {
            if (i == 0 || sorted.get(i).length() != sorted.get(i - 1).length()) {
                int threshold = sorted.get(i).length();
                best = better(best, threshold, true, zeros - zerosBelow, zerosBelow, ones - onesBelow, onesBelow);
                best = better(best, threshold, false, zerosBelow, zeros - zerosBelow, onesBelow, ones - onesBelow);
            }
            zerosBelow += i != without && sorted.get(i).label() == 0 ? 1 : 0;
            onesBelow += i != without && sorted.get(i).label() == 1 ? 1 : 0;
        }
        return best;
    }

    private static Rule better(Rule best, int threshold, boolean isLongReasoning, int... confusion) {
        double kappa = new Confusion(confusion[0], confusion[1], confusion[2], confusion[3]).kappa();
        return kappa > best.kappa() ? new Rule(threshold, isLongReasoning, kappa) : best;
    }

    private static int count(List<Case> sorted, int without, int label) {
        int count = (int) sorted.stream().filter(it -> it.label() == label).count();
        return without >= 0 && sorted.get(without).label() == label ? count - 1 : count;
    }
}
