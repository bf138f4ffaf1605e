package io.turnstile.judge.rubric;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The offline rubric: binary criteria, each worth a point or two up or down, summed to a score of 1 to 5, and a threshold that
 * turns the score into a label. A sum of yes-or-no answers is more stable than one number asked for at once.
 *
 * <p>It looks at words and shape only and understands nothing: a baseline to measure real judges by. It is a pure
 * function of its input, total on every string, and takes time linear in the text's length.
 */
public final class Rubric {

    /**
     * Changes with anything that can change an assessment: the criteria, their words, the threshold, how a text is read.
     * These are therefore constants and not configuration: two verdicts compare only under one version.
     */
    public static final String VERSION = "2";

    /** The label is 0 (reasoning) from this score upwards. */
    public static final int THRESHOLD = 3;

    /** The score of a text that meets no criterion: one point below the threshold, so that one reason is enough. */
    private static final int BASE = 2;

    private static final int LOWEST = 1;
    private static final int HIGHEST = 5;

    /** Labels change between two scores, so the boundary lies halfway. */
    private static final double BOUNDARY = THRESHOLD - 0.5;

    private Rubric() {}

    /** Assesses one turn. */
    public static Assessment assess(RubricInput input) {
        return assessmentOf(criteriaMet(Reading.of(input)));
    }

    static Assessment assessmentOf(Set<Criterion> met) {
        int sum = BASE + met.stream().mapToInt(Criterion::points).sum();
        int score = Math.max(LOWEST, Math.min(HIGHEST, sum));
        int label = score >= THRESHOLD ? 0 : 1;
        return new Assessment(Collections.unmodifiableSet(met), score, label, confidence(score), rationale(score, met));
    }

    private static Set<Criterion> criteriaMet(Reading reading) {
        var met = EnumSet.noneOf(Criterion.class);
        for (var criterion : Criterion.values()) {
            if (criterion.isMetBy(reading)) {
                met.add(criterion);
            }
        }
        return met;
    }

    /** 0.5 would be on the boundary; the score farthest from it gets 1. */
    private static double confidence(int score) {
        double farthest = Math.max(HIGHEST - BOUNDARY, BOUNDARY - LOWEST);
        return 0.5 + 0.5 * Math.abs(score - BOUNDARY) / farthest;
    }

    private static String rationale(int score, Set<Criterion> met) {
        return "Score " + score + " of " + HIGHEST + ", reasoning from " + THRESHOLD + ". Raised by "
                + names(met.stream().filter(criterion -> criterion.points() > 0).toList())
                + "; lowered by "
                + names(met.stream().filter(criterion -> criterion.points() < 0).toList()) + ".";
    }

    private static String names(Collection<Criterion> criteria) {
        return criteria.isEmpty()
                ? "nothing"
                : criteria.stream().map(Criterion::name).collect(Collectors.joining(", "));
    }
}
