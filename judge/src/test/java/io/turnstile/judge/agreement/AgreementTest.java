package io.turnstile.judge.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AgreementTest {

    private static final Gate GATE = new Gate(0.6, 0.8);

    @Example
    void theGateIsPassedWhereAllIsReached() {
        assertThat(GATE.check(agreement(80, 20, 20, 80, 0, 0)).isPassed()).isTrue();
    }

    @Example
    void theGateNamesEachShortfallWithItsFigure() {
        assertThat(GATE.check(agreement(79, 21, 0, 100, 0, 0)).shortfalls())
                .containsExactly("recall of reasoning 0.790 is below 0.800");
        assertThat(GATE.check(agreement(50, 50, 50, 50, 0, 0)).shortfalls()).hasSize(3);
    }

    @Example
    void whatGotNoLabelIsMissedByItsClass() {
        var passing = agreement(90, 10, 10, 90, 0, 0);
        var evading = agreement(90, 0, 10, 90, 30, 0);

        assertThat(passing.recall(0)).isCloseTo(0.9, within(1e-12));
        assertThat(evading.recall(0)).isCloseTo(0.75, within(1e-12));
        assertThat(evading.kappa()).isGreaterThan(passing.kappa());
        assertThat(GATE.check(evading).isPassed()).isFalse();
        assertThat(evading.uncovered()).isEqualTo(30);
    }

    @Example
    void whoeverLabelsNothingDoesNotPass() {
        assertThat(GATE.check(Agreement.of(List.of(), 10, 10)).isPassed()).isFalse();
        assertThat(new Gate(Double.NaN, 0).check(agreement(1, 0, 0, 1, 0, 0)).isPassed())
                .isFalse();
    }

    @Example
    void calibrationOfAnswersWorkedByHand() {
        var answers = new ArrayList<Calibration.Answer>();
        IntStream.range(0, 10).forEach(i -> answers.add(new Calibration.Answer(0.95, i < 7)));
        IntStream.range(0, 10).forEach(i -> answers.add(new Calibration.Answer(0.6, i < 6)));

        var calibration = Calibration.of(answers);

        assertThat(calibration.expectedError()).isCloseTo(0.125, within(1e-9));
        assertThat(calibration.bins()).extracting(Calibration.Bin::count).containsExactly(10, 10);
        assertThat(calibration.bins().get(0).from()).isCloseTo(0.6, within(1e-9));
        assertThat(calibration.bins().get(1).accuracy()).isCloseTo(0.7, within(1e-9));
    }

    @Property(tries = 300)
    void everyAnswerIsInOneBin(@ForAll @Size(max = 50) List<@DoubleRange(min = 0, max = 1) Double> confidences) {
        var calibration = Calibration.of(confidences.stream()
                .map(confidence -> new Calibration.Answer(confidence, confidence > 0.7))
                .toList());

        assertThat(calibration.bins().stream().mapToInt(Calibration.Bin::count).sum())
                .isEqualTo(confidences.size());
        assertThat(calibration.expectedError()).isBetween(0.0, 1.0);
    }

    @Example
    void lengthIsFoundWhereItTellsTheLabel() {
        var cases = IntStream.range(0, 40)
                .mapToObj(i -> new LengthBaseline.Case(i * 10, i < 20 ? 1 : 0))
                .toList();

        var baseline = LengthBaseline.of(cases);

        assertThat(baseline.best()).isEqualTo(new LengthBaseline.Rule(200, true, 1.0));
        assertThat(baseline.confusion().kappa()).isGreaterThan(0.9);
    }

    @Example
    void shortCanBeReasoningToo() {
        var cases = IntStream.range(0, 40)
                .mapToObj(i -> new LengthBaseline.Case(i * 10, i < 20 ? 0 : 1))
                .toList();

        assertThat(LengthBaseline.of(cases).best().isLongReasoning()).isFalse();
    }

    /** Labels that have nothing to do with length: in hindsight a rule seems to find something, on unseen cases not. */
    @Property(tries = 30)
    void leavingOneOutDoesNotFlatter(@ForAll @IntRange(max = 1_000_000) int seed) {
        var random = new SplittableRandom(seed);
        var cases = IntStream.range(0, 60)
                .mapToObj(i -> new LengthBaseline.Case(random.nextInt(1_000), random.nextInt(2)))
                .toList();

        var baseline = LengthBaseline.of(cases);

        assertThat(baseline.best().kappa()).isNotNegative();
        assertThat(baseline.confusion().kappa())
                .isLessThanOrEqualTo(baseline.best().kappa() + 1e-9);
        assertThat(baseline.confusion().total()).isEqualTo(60);
    }

    @Property(tries = 100)
    void theRuleMeasuredAgainHasItsKappa(@ForAll @IntRange(max = 1_000_000) int seed) {
        var random = new SplittableRandom(seed);
        var cases = IntStream.range(0, 30)
                .mapToObj(i -> new LengthBaseline.Case(random.nextInt(20), random.nextInt(2)))
                .toList();
        var rule = LengthBaseline.of(cases).best();

        var pairs = cases.stream()
                .map(it -> new LabelPair(it.label(), rule.label(it.length())))
                .toList();

        assertThat(Confusion.of(pairs).kappa()).isCloseTo(rule.kappa(), within(1e-9));
    }

    @Example
    void aRuleNeedsCases() {
        assertThatThrownBy(() -> LengthBaseline.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void latencyIsByNearestRank() {
        var durations =
                IntStream.rangeClosed(1, 20).mapToObj(Duration::ofMillis).toList();

        assertThat(Latency.of(durations)).isEqualTo(new Latency(Duration.ofMillis(10), Duration.ofMillis(19)));
        assertThat(Latency.of(List.of()).p95()).isZero();
    }

    @Example
    void moneyIsTokensByTheirPrices() {
        assertThat(new Cost(2, 1_000, 100).plus(new Cost(1, 500, 50)).money(2, 8))
                .isCloseTo(0.0042, within(1e-12));
    }

    private static Agreement agreement(int zeroZero, int zeroOne, int oneZero, int oneOne, int noZero, int noOne) {
        var pairs = new ArrayList<LabelPair>();
        pairs.addAll(Collections.nCopies(zeroZero, new LabelPair(0, 0)));
        pairs.addAll(Collections.nCopies(zeroOne, new LabelPair(0, 1)));
        pairs.addAll(Collections.nCopies(oneZero, new LabelPair(1, 0)));
        pairs.addAll(Collections.nCopies(oneOne, new LabelPair(1, 1)));
        return Agreement.of(pairs, noZero, noOne);
    }
}
