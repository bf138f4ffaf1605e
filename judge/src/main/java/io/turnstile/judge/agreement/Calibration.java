package io.turnstile.judge.agreement;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a confidence means what it says: of labels given with 0.8, four in five should be right.
 *
 * @param bins what was given with about one confidence, from 0.5 to 1 in steps of 0.1; empty ones are left out
 * @param expectedError the expected calibration error: the mean distance between confidence and accuracy of the bins,
 *     weighted by their sizes; 0 is perfect
 */
public record Calibration(List<Bin> bins, double expectedError) {

    private static final int BINS = 5;
    private static final double FROM = 0.5;
    private static final double WIDTH = 0.1;

    /** A label and how sure whoever gave it was. */
    public record Answer(double confidence, boolean isRight) {}

    /**
     * Answers of about one confidence.
     *
     * @param from the lowest confidence that belongs here
     * @param to the lowest that does not, but for the last bin, which 1 belongs to
     */
    public record Bin(double from, double to, int count, double confidence, double accuracy) {}

    public Calibration {
        bins = List.copyOf(bins);
    }

    public static Calibration of(List<Answer> answers) {
        var bins = new ArrayList<Bin>();
        for (int number = 0; number < BINS; number++) {
            int wanted = number;
            var inside = answers.stream()
                    .filter(it -> binOf(it.confidence()) == wanted)
                    .toList();
            if (!inside.isEmpty()) {
                bins.add(bin(number, inside));
            }
        }
        double error = bins.stream()
                .mapToDouble(bin -> bin.count() * Math.abs(bin.confidence() - bin.accuracy()))
                .sum();
        return new Calibration(bins, answers.isEmpty() ? 0 : error / answers.size());
    }

    /** Confidences below 0.5 say that the other label is likelier: whoever gives them is at least unsure. */
    private static int binOf(double confidence) {
        // A tenth is no binary fraction: without the nudge 0.7 would be taken for a hair less.
        int bin = (int) Math.floor((confidence - FROM) / WIDTH + 1e-9);
        return Math.max(0, Math.min(BINS - 1, bin));
    }

    private static Bin bin(int number, List<Answer> inside) {
        return new Bin(
                FROM + number * WIDTH,
                FROM + (number + 1) * WIDTH,
                inside.size(),
                inside.stream().mapToDouble(Answer::confidence).average().orElse(0),
                inside.stream()
                        .mapToDouble(it -> it.isRight() ? 1 : 0)
                        .average()
                        .orElse(0));
    }
}
