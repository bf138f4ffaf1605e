package io.turnstile.judge.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a judge must reach before its labels may be marked released.
 *
 * @param kappa the least Cohen's kappa
 * @param recall the least recall of each class, 0 to 1
 */
public record Gate(double kappa, double recall) {

    /**
     * What the gate says.
     *
     * @param shortfalls what was not reached, each in words with the figure; empty where all was
     */
    public record Result(List<String> shortfalls) {

        public Result {
            shortfalls = List.copyOf(shortfalls);
        }

        public boolean isPassed() {
            return shortfalls.isEmpty();
        }
    }

    public Result check(Agreement agreement) {
        var shortfalls = new ArrayList<String>();
        require("kappa", agreement.kappa(), kappa, shortfalls);
        require("recall of reasoning", agreement.recall(0), recall, shortfalls);
        require("recall of non-reasoning", agreement.recall(1), recall, shortfalls);
        return new Result(shortfalls);
    }

    private static void require(String figure, double reached, double least, List<String> shortfalls) {
        // Written so that no number falls short as well.
        if (!(reached >= least)) {
            shortfalls.add(String.format(Locale.ROOT, "%s %.3f is below %.3f", figure, reached, least));
        }
    }
}
