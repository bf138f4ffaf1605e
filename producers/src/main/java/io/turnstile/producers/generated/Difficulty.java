package io.turnstile.producers.generated;

import java.util.List;

/** How demanding a task is: it decides both the wording of the request and how many rounds the work takes. */
enum Difficulty {
    EASY(0.33, List.of(0.84, 0.14, 0.02, 0.0)),
    MODERATE(0.30, List.of(0.55, 0.37, 0.078, 0.002)),
    HARD(0.37, List.of(0.42, 0.38, 0.19, 0.01));

    private static final List<Double> WEIGHTS = List.of(EASY.weight, MODERATE.weight, HARD.weight);

    /** Beyond this many rounds a turn would be stopped by the client's default limit. */
    private static final int MOST_ROUNDS = 24;

    private final double weight;

    /** Weights of 1, 2-3, 4-10 and more rounds: the classes of complexity. */
    private final List<Double> roundWeights;

    Difficulty(double weight, List<Double> roundWeights) {
        this.weight = weight;
        this.roundWeights = roundWeights;
    }

    static Difficulty draw(Draw draw) {
        return values()[draw.weighted(WEIGHTS)];
    }

    int rounds(Draw draw) {
        return switch (draw.weighted(roundWeights)) {
            case 0 -> 1;
            case 1 -> draw.between(2, 3);
            case 2 -> lesser(draw, 4, 10);
            default -> lesser(draw, 11, MOST_ROUNDS);
        };
    }

    /** Within a class the small numbers are the frequent ones: a turn has 5-30 rows, and each round adds about six. */
    private static int lesser(Draw draw, int least, int most) {
        return Math.min(draw.between(least, most), draw.between(least, most));
    }
}
