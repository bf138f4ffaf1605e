package io.turnstile.judge.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What kappa comes to when the given labels are dealt out to the cases at random: near 0, or something is wrong with the
 * measurement. A seeded permutation test.
 *
 * @param mean of kappa over the permutations
 * @param high what 95 % of the permutations stay at or below
 * @param chance the share of permutations that reach the kappa of the true order, the order itself counted as one; small
 *     where agreement is no accident
 */
public record ShuffledControl(double mean, double high, double chance) {

    private static final int PERMUTATIONS = 1_000;
    private static final long SEED = 20_250_402;

    public static ShuffledControl of(List<LabelPair> pairs) {
        var random = new SplittableRandom(SEED);
        int[] given = pairs.stream().mapToInt(LabelPair::given).toArray();
        double[] kappas = IntStream.range(0, PERMUTATIONS)
                .mapToDouble(i -> shuffledKappa(pairs, given, random))
                .sorted()
                .toArray();
        double observed = Confusion.of(pairs).kappa();
        long reached = Arrays.stream(kappas).filter(kappa -> kappa >= observed).count();
        return new ShuffledControl(
                Arrays.stream(kappas).average().orElse(0),
                Quantile.ofSorted(kappas, 0.95),
                (reached + 1.0) / (PERMUTATIONS + 1.0));
    }

    private static double shuffledKappa(List<LabelPair> pairs, int[] given, SplittableRandom random) {
        shuffle(given, random);
        var dealt = new ArrayList<LabelPair>(pairs.size());
        for (int i = 0; i < given.length; i++) {
            dealt.add(new LabelPair(pairs.get(i).expected(), given[i]));
        }
        return Confusion.of(dealt).kappa();
    }

    /** Fisher and Yates. */
    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
