package io.turnstile.judge.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How far kappa would move with other cases of the same kind: the percentile bootstrap (B. Efron, 1979). It is seeded, so
 * equal cases give an equal interval.
 */
public final class Bootstrap {

    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_250_401;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private Bootstrap() {}

    /** The 95 % interval of kappa. Both ends are 0 where there are no pairs. */
    public static Interval ofKappa(List<LabelPair> pairs) {
        if (pairs.isEmpty()) {
            return new Interval(0, 0);
        }
        var random = new SplittableRandom(SEED);
        double[] kappas = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            kappas[i] = Confusion.of(resample(pairs, random)).kappa();
        }
        Arrays.sort(kappas);
        return new Interval(Quantile.ofSorted(kappas, LOW), Quantile.ofSorted(kappas, HIGH));
    }

    private static List<LabelPair> resample(List<LabelPair> pairs, SplittableRandom random) {
        var sample = new ArrayList<LabelPair>(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            sample.add(pairs.get(random.nextInt(pairs.size())));
        }
        return sample;
    }
}
