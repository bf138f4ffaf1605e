package io.turnstile.judge.evaluation;

import io.turnstile.judge.NoLabel;
import io.turnstile.judge.agreement.Agreement;
import io.turnstile.judge.agreement.Calibration;
import io.turnstile.judge.agreement.Cost;
import io.turnstile.judge.agreement.Gate;
import io.turnstile.judge.agreement.Latency;
import io.turnstile.judge.agreement.LengthBaseline;
import io.turnstile.judge.agreement.ShuffledControl;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How well a judge agrees with a golden set, and what to hold that against.
 *
 * @param fingerprint the judge's
 * @param isBaseline whether the judge is one whose labels are never for release
 * @param goldenName the golden set's file name
 * @param goldenSha256 of the golden set
 * @param cases how many turns the golden set has
 * @param agreement of the judge
 * @param rubric of the offline rubric on the same turns
 * @param length the best that length alone does
 * @param shuffled what the judge's labels come to when they are dealt out at random
 * @param calibration of the judge's confidence
 * @param noLabels how many cases got no label, by reason
 * @param slices the judge's agreement by what cases have in common
 * @param conflicts in the golden set's order
 * @param cost of all cases together; nothing for a judge that costs nothing
 * @param latency of the cases, those without a label among them
 * @param gate what was asked for
 * @param gateResult whether it was reached
 */
public record EvaluationReport(
        String fingerprint,
        boolean isBaseline,
        String goldenName,
        String goldenSha256,
        int cases,
        Agreement agreement,
        Agreement rubric,
        LengthBaseline length,
        ShuffledControl shuffled,
        Calibration calibration,
        Map<NoLabel, Integer> noLabels,
        List<Slice> slices,
        List<Conflict> conflicts,
        Cost cost,
        Latency latency,
        Gate gate,
        Gate.Result gateResult) {

    public EvaluationReport {
        var sorted = new EnumMap<NoLabel, Integer>(NoLabel.class);
        sorted.putAll(noLabels);
        noLabels = Collections.unmodifiableMap(sorted);
        slices = List.copyOf(slices);
        conflicts = List.copyOf(conflicts);
    }

    /** Whether labels of this judge may be marked released: the gate is passed, and it is no baseline. */
    public boolean mayBeReleased() {
        return gateResult.isPassed() && !isBaseline;
    }
}
