package io.turnstile.judge.evaluation;

import io.turnstile.judge.NoLabel;
import io.turnstile.judge.golden.GoldenTurn;
import io.turnstile.schema.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * What a judge made of a golden turn: a verdict, or a reason for none.
 *
 * @param latency how long the answer took
 */
record CaseOutcome(GoldenTurn turn, Optional<Verdict> verdict, Optional<NoLabel> noLabel, Duration latency) {

    static CaseOutcome labelled(GoldenTurn turn, Verdict verdict, Duration latency) {
        return new CaseOutcome(turn, Optional.of(verdict), Optional.empty(), latency);
    }

    static CaseOutcome unlabelled(GoldenTurn turn, NoLabel reason, Duration latency) {
        return new CaseOutcome(turn, Optional.empty(), Optional.of(reason), latency);
    }

    boolean isRight() {
        return verdict.filter(it -> it.getLabel() == turn.label()).isPresent();
    }
}
