package io.turnstile.datasets.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void figuresAreThoseOfTheConfusion() {
        // Reasoning: 3 right, 1 missed. Non-reasoning: 4 right, 2 missed.
        int[] labels = {0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
        double[] scores = {0.9, 0.8, 0.7, 0.4, 0.6, 0.55, 0.3, 0.2, 0.1, 0.05};

        var metrics = Metrics.of(labels, scores);

        assertThat(metrics.rows()).isEqualTo(10);
        assertThat(metrics.accuracy()).isCloseTo(0.7, EXACT);
        assertThat(metrics.balancedAccuracy()).isCloseTo((3.0 / 4 + 4.0 / 6) / 2, EXACT);
        assertThat(metrics.f1Reasoning()).isCloseTo(2 * 3.0 / (4 + 5), EXACT);
        assertThat(metrics.f1NonReasoning()).isCloseTo(2 * 4.0 / (6 + 5), EXACT);
        assertThat(metrics.auc()).isCloseTo(22.0 / 24, EXACT);
    }

    @Test
    void withoutAClassThereIsNoArea() {
        var metrics = Metrics.of(new int[] {1, 1}, new double[] {0.1, 0.2});

        assertThat(metrics.accuracy()).isEqualTo(1);
        assertThat(metrics.auc()).isNaN();
        assertThat(metrics.balancedAccuracy()).isNaN();
        assertThat(metrics.f1Reasoning()).isNaN();
    }

    @Property
    void theAreaIsTheShareOfPairsInTheRightOrder(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(min = 0, max = 19) Integer> turns) {
        int[] labels = turns.stream().mapToInt(turn -> turn % 2).toArray();
        double[] scores = turns.stream().mapToDouble(turn -> turn / 2 % 5).toArray();
        double pairs = 0;
        double right = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                if (labels[i] == 0 && labels[j] == 1) {
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        assertThat(Metrics.auc(labels, scores)).isCloseTo(right / pairs, EXACT);
    }

    @Test
    void aControlAtChanceIsToldFromOneThatIsNot() {
        assertThat(control(0.48, 0.53, 0.5, 0.47, 0.51).isAtChance()).isTrue();
        assertThat(control(0.58, 0.57, 0.59, 0.56, 0.6).isAtChance()).isFalse();
        assertThat(control(0.42, 0.43, 0.41, 0.44, 0.4).isAtChance()).isFalse();
        assertThat(control(Double.NaN, 0.5, 0.5).isAtChance()).isFalse();
    }

    @Test
    void aControlHasMeanAndDeviation() {
        var control = control(0.4, 0.5, 0.6);

        assertThat(control.shuffles()).isEqualTo(3);
        assertThat(control.auc()).isCloseTo(0.5, EXACT);
        assertThat(control.aucDeviation()).isCloseTo(0.1, EXACT);
        assertThat(control.accuracy()).isCloseTo(0.45, EXACT);
    }

    private static ShuffledControl control(double... areas) {
        return ShuffledControl.of(IntStream.range(0, areas.length)
                .mapToObj(i -> new Metrics(100, 0.5, areas[i] * 0.9, 0.5, 0.5, areas[i]))
                .toList());
    }
}
