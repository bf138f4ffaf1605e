package io.turnstile.judge.evaluation;

import io.turnstile.judge.Judge;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.agreement.Agreement;
import io.turnstile.judge.agreement.Calibration;
import io.turnstile.judge.agreement.Confusion;
import io.turnstile.judge.agreement.Cost;
import io.turnstile.judge.agreement.Gate;
import io.turnstile.judge.agreement.LabelPair;
import io.turnstile.judge.agreement.Latency;
import io.turnstile.judge.agreement.LengthBaseline;
import io.turnstile.judge.agreement.ShuffledControl;
import io.turnstile.judge.golden.GoldenSet;
import io.turnstile.judge.golden.GoldenTurn;
import io.turnstile.schema.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From outcomes to a report. */
final class Reporting {

    private Reporting() {}

    static EvaluationReport report(
            Judge judge, GoldenSet golden, List<CaseOutcome> outcomes, List<CaseOutcome> baseline, Gate gate) {
        var agreement = agreement(outcomes);
        return new EvaluationReport(
                judge.fingerprint(),
                judge.isBaseline(),
                golden.name(),
                golden.sha256(),
                golden.turns().size(),
                agreement,
                agreement(baseline),
                LengthBaseline.of(golden.turns().stream()
                        .map(turn -> new LengthBaseline.Case(turn.text().length(), turn.label()))
                        .toList()),
                ShuffledControl.of(pairs(outcomes)),
                calibration(outcomes),
                noLabels(outcomes),
                slices(outcomes),
                conflicts(outcomes),
                cost(outcomes),
                Latency.of(outcomes.stream().map(CaseOutcome::latency).toList()),
                gate,
                gate.check(agreement));
    }

    private static Agreement agreement(List<CaseOutcome> outcomes) {
        return Agreement.of(pairs(outcomes), uncovered(outcomes, 0), uncovered(outcomes, 1));
    }

    private static List<LabelPair> pairs(List<CaseOutcome> outcomes) {
        return outcomes.stream().flatMap(Reporting::pair).toList();
    }

    private static Stream<LabelPair> pair(CaseOutcome outcome) {
        return outcome.verdict().stream()
                .map(verdict -> new LabelPair(outcome.turn().label(), verdict.getLabel()));
    }

    private static int uncovered(List<CaseOutcome> outcomes, int label) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome.verdict().isEmpty())
                .filter(outcome -> outcome.turn().label() == label)
                .count();
    }

    private static Calibration calibration(List<CaseOutcome> outcomes) {
        return Calibration.of(outcomes.stream()
                .flatMap(outcome -> outcome.verdict().stream()
                        .map(verdict -> new Calibration.Answer(verdict.getConfidence(), outcome.isRight())))
                .toList());
    }

    private static Map<NoLabel, Integer> noLabels(List<CaseOutcome> outcomes) {
        var counts = new EnumMap<NoLabel, Integer>(NoLabel.class);
        outcomes.forEach(outcome -> outcome.noLabel().ifPresent(reason -> counts.merge(reason, 1, Integer::sum)));
        return counts;
    }

    private static List<Slice> slices(List<CaseOutcome> outcomes) {
        return Stream.of(
                        slices("half", outcomes, turn -> turn.isHeldOut() ? "held-out" : "development"),
                        slices("difficulty", outcomes, turn -> lower(turn.difficulty())),
                        slices("stratum", outcomes, turn -> lower(turn.stratum())),
                        slices("language", outcomes, GoldenTurn::language))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Slice> slices(String kind, List<CaseOutcome> outcomes, Function<GoldenTurn, String> value) {
        var pairs = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> value.apply(outcome.turn()),
                        TreeMap::new,
                        Collectors.flatMapping(Reporting::pair, Collectors.toList())));
        return pairs.entrySet().stream()
                .map(entry -> new Slice(kind, entry.getKey(), Confusion.of(entry.getValue())))
                .toList();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<Conflict> conflicts(List<CaseOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.isRight())
                .flatMap(outcome -> outcome.verdict().stream().map(verdict -> conflict(outcome.turn(), verdict)))
                .toList();
    }

    private static Conflict conflict(GoldenTurn turn, Verdict verdict) {
        return new Conflict(
                turn.id(),
                turn.label(),
                verdict.getLabel(),
                verdict.getScore(),
                verdict.getConfidence(),
                turn.reason(),
                verdict.getRationale());
    }

    /** What cases without a label cost is not known here: no answer came back that says it. */
    private static Cost cost(List<CaseOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.verdict().stream())
                .map(Verdict::getUsage)
                .filter(usage -> usage != null)
                .map(usage -> new Cost(usage.getCalls(), usage.getPromptTokens(), usage.getCompletionTokens()))
                .reduce(Cost.NOTHING, Cost::plus);
    }
}
