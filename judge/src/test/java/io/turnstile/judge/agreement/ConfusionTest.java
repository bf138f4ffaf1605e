package io.turnstile.judge.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfusionTest {

    /** Worked by hand: 35 of 50 agree; 25 and 30 say the first, so chance agrees on 0.5. */
    @Example
    void kappaOfATableWorkedByHand() {
        var confusion = new Confusion(20, 5, 10, 15);

        assertThat(confusion.accuracy()).isCloseTo(0.7, within(1e-12));
        assertThat(confusion.kappa()).isCloseTo(0.4, within(1e-12));
    }

    /** Two tables of equal accuracy that differ in how often labels are given: the well-known paradox of kappa. */
    @Example
    void equalAccuracyIsNotEqualKappa() {
        assertThat(new Confusion(45, 15, 25, 15).kappa()).isCloseTo(0.1304, within(1e-4));
        assertThat(new Confusion(25, 35, 5, 35).kappa()).isCloseTo(0.2593, within(1e-4));
    }

    @Example
    void recallIsOfAClass() {
        var confusion = new Confusion(20, 5, 10, 15);

        assertThat(confusion.recall(0)).isCloseTo(0.8, within(1e-12));
        assertThat(confusion.recall(1)).isCloseTo(0.6, within(1e-12));
        assertThat(new Confusion(0, 0, 1, 1).recall(0)).isZero();
    }

    @Example
    void aLabelIsZeroOrOne() {
        assertThatThrownBy(() -> new LabelPair(0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LabelPair(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void kappaIsFromMinusOneToOneAndNoMoreThanAccuracy(@ForAll("pairs") List<LabelPair> pairs) {
        var confusion = Confusion.of(pairs);

        assertThat(confusion.kappa()).isBetween(-1.0, 1.0).isLessThanOrEqualTo(confusion.accuracy() + 1e-12);
    }

    @Property(tries = 500)
    void kappaIsSymmetricInWhoIsAskedAndInTheLabels(@ForAll("pairs") List<LabelPair> pairs) {
        double kappa = Confusion.of(pairs).kappa();

        assertThat(Confusion.of(pairs.stream()
                                .map(pair -> new LabelPair(pair.given(), pair.expected()))
                                .toList())
                        .kappa())
                .isCloseTo(kappa, within(1e-9));
        assertThat(Confusion.of(pairs.stream()
                                .map(pair -> new LabelPair(1 - pair.expected(), 1 - pair.given()))
                                .toList())
                        .kappa())
                .isCloseTo(kappa, within(1e-9));
    }

    @Property(tries = 200)
    void fullAgreementOnBothLabelsIsOne(@ForAll("pairs") List<LabelPair> pairs) {
        var agreeing = new ArrayList<>(List.of(new LabelPair(0, 0), new LabelPair(1, 1)));
        pairs.forEach(pair -> agreeing.add(new LabelPair(pair.expected(), pair.expected())));

        assertThat(Confusion.of(agreeing).kappa()).isCloseTo(1, within(1e-12));
    }

    @Property(tries = 200)
    void whoeverAlwaysGivesOneLabelHasKappaZero(@ForAll("pairs") List<LabelPair> pairs) {
        var constant =
                pairs.stream().map(pair -> new LabelPair(pair.expected(), 1)).toList();

        assertThat(Confusion.of(constant).kappa()).isCloseTo(0, within(1e-12));
    }

    @Property(tries = 100)
    void theIntervalHoldsItsKappaAndIsTheSameAgain(@ForAll("pairs") List<LabelPair> pairs) {
        var interval = Bootstrap.ofKappa(pairs);

        assertThat(interval.low()).isLessThanOrEqualTo(interval.high());
        assertThat(interval).isEqualTo(Bootstrap.ofKappa(pairs));
        assertThat(Confusion.of(pairs).kappa()).isBetween(interval.low() - 0.35, interval.high() + 0.35);
    }

    @Example
    void theIntervalNarrowsWithMoreCases() {
        var few = Bootstrap.ofKappa(table(1));
        var many = Bootstrap.ofKappa(table(16));

        assertThat(few.low()).isLessThan(0.4);
        assertThat(few.high()).isGreaterThan(0.4);
        assertThat(many.high() - many.low()).isBetween((few.high() - few.low()) / 5, (few.high() - few.low()) / 3);
    }

    @Example
    void shuffledLabelsAgreeNoMoreThanChance() {
        var control = ShuffledControl.of(table(4));

        assertThat(control.mean()).isCloseTo(0, within(0.02));
        assertThat(control.high()).isBetween(0.05, 0.2);
        assertThat(control.chance()).isLessThan(0.01);
    }

    @Example
    void agreementByAccidentIsCalledOne() {
        var pairs = new ArrayList<>(table(4));
        var given = new ArrayList<>(pairs.stream().map(LabelPair::given).toList());
        Collections.shuffle(given, new Random(3));
        for (int i = 0; i < pairs.size(); i++) {
            pairs.set(i, new LabelPair(pairs.get(i).expected(), given.get(i)));
        }

        assertThat(ShuffledControl.of(pairs).chance()).isGreaterThan(0.05);
    }

    /** The table worked by hand above, so many times over. */
    private static List<LabelPair> table(int times) {
        var pairs = new ArrayList<LabelPair>();
        pairs.addAll(Collections.nCopies(20 * times, new LabelPair(0, 0)));
        pairs.addAll(Collections.nCopies(5 * times, new LabelPair(0, 1)));
        pairs.addAll(Collections.nCopies(10 * times, new LabelPair(1, 0)));
        pairs.addAll(Collections.nCopies(15 * times, new LabelPair(1, 1)));
        return pairs;
    }

    @Provide
    Arbitrary<List<LabelPair>> pairs() {
        var label = Arbitraries.of(0, 1);
        return Combinators.combine(label, label)
                .as(LabelPair::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
