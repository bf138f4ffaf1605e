package io.turnstile.judge.evaluation;

import io.turnstile.judge.Judge;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabelException;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.judge.agreement.Gate;
import io.turnstile.judge.golden.GoldenSet;
import io.turnstile.judge.golden.GoldenTurn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Measures a judge on a golden set. It asks the judge itself: no topic and no cache is involved. */
public final class Evaluation {

    /** A server that refuses a case this often in a row is not there, or the budget is spent. */
    private static final int TRIES = 5;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Judge judge;

    /** Counted down when a case has failed: nobody waits for the server any longer then. */
    private final CountDownLatch failed = new CountDownLatch(1);

    private Evaluation(Judge judge) {
        this.judge = judge;
    }

    /**
     * Has every turn judged, and the offline rubric beside it.
     *
     * @param concurrency how many turns are judged at once, at least 1
     * @throws JudgeUnavailableException if the judge stays unavailable over several tries
     * @throws IllegalStateException if the judge fails in a way that no judge may
     */
    public static EvaluationReport of(Judge judge, GoldenSet golden, int concurrency, Gate gate)
            throws InterruptedException {
        List<CaseOutcome> outcomes = new Evaluation(judge).run(golden.turns(), concurrency);
        try (var rubric = new OfflineRubric()) {
            List<CaseOutcome> baseline = new Evaluation(rubric).run(golden.turns(), 1);
            return Reporting.report(judge, golden, outcomes, baseline, gate);
        }
    }

    private List<CaseOutcome> run(List<GoldenTurn> turns, int concurrency) throws InterruptedException {
        var executor = Executors.newFixedThreadPool(concurrency);
        try {
            var futures = turns.stream()
                    .map(turn -> executor.submit(() -> outcome(turn)))
                    .toList();
            return results(futures);
        } finally {
            executor.shutdownNow();
        }
    }

    private CaseOutcome outcome(GoldenTurn turn) throws InterruptedException {
        try {
            return patiently(turn);
        } catch (RuntimeException e) {
            failed.countDown();
            throw e;
        }
    }

    private CaseOutcome patiently(GoldenTurn turn) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            long start = System.nanoTime();
            try {
                return CaseOutcome.labelled(turn, judge.judge(turn.request()), since(start));
            } catch (NoLabelException e) {
                return CaseOutcome.unlabelled(turn, e.reason(), since(start));
            } catch (JudgeUnavailableException e) {
                if (tried == TRIES || failed.await(pause(e).toMillis(), TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    private static Duration pause(JudgeUnavailableException unavailable) {
        Duration asked = unavailable.retryAfter();
        return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static List<CaseOutcome> results(List<Future<CaseOutcome>> futures) throws InterruptedException {
        var outcomes = new ArrayList<CaseOutcome>();
        for (var future : futures) {
            try {
                outcomes.add(future.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof JudgeUnavailableException unavailable) {
                    throw unavailable;
                }
                throw new IllegalStateException("The judge failed on a golden turn: " + e.getCause(), e.getCause());
            }
        }
        return outcomes;
    }
}
