package io.turnstile.datasets.router;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well a router does. A figure that needs a class that is not there is NaN.
 *
 * @param rows how many were measured
 * @param accuracy the share that is right
 * @param balancedAccuracy the mean of both classes' recall: 0.5 by chance, whatever the prevalence
 * @param f1Reasoning F1 of label 0
 * @param f1NonReasoning F1 of label 1
 * @param auc area under the ROC curve: how often a reasoning turn has a higher score than a non-reasoning one; ties half
 */
public record Metrics(
        int rows, double accuracy, double balancedAccuracy, double f1Reasoning, double f1NonReasoning, double auc) {

    private static final double THRESHOLD = 0.5;

    /** @param reasoning the probability of label 0, row by row */
    static Metrics of(int[] labels, double[] reasoning) {
        int[] given = Arrays.stream(reasoning)
                .mapToInt(score -> score > THRESHOLD ? 0 : 1)
                .toArray();
        double right = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == given[i])
                .count();
        return new Metrics(
                labels.length,
                right / labels.length,
                (recall(labels, given, 0) + recall(labels, given, 1)) / 2,
                f1(labels, given, 0),
                f1(labels, given, 1),
                auc(labels, reasoning));
    }

    private static double recall(int[] labels, int[] given, int label) {
        return both(labels, given, label) / count(labels, label);
    }

    private static double f1(int[] labels, int[] given, int label) {
        return 2 * both(labels, given, label) / (count(labels, label) + count(given, label));
    }

    private static double both(int[] labels, int[] given, int label) {
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label && given[i] == label)
                .count();
    }

    private static double count(int[] labels, int label) {
        return Arrays.stream(labels).filter(it -> it == label).count();
    }

    /** By the sum of ranks, Mann and Whitney; equal scores share the mean of their ranks. */
    static double auc(int[] labels, double[] reasoning) {
        int[] order = IntStream.range(0, labels.length)
                .boxed()
                .sorted((one, other) -> Double.compare(reasoning[one], reasoning[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        double ranks = 0;
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            if (to == order.length || reasoning[order[to]] != reasoning[order[from]]) {
                double rank = (from + 1 + to) / 2.0;
                ranks += rank
                        * Arrays.stream(order, from, to)
                                .filter(i -> labels[i] == 0)
                                .count();
                from = to;
            }
        }
        double zeros = count(labels, 0);
        double ones = count(labels, 1);
        return (ranks - zeros * (zeros + 1) / 2) / (zeros * ones);
    }
}
