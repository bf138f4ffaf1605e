package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.schema.DatasetKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextTest {

    private static final String SHORTEST = "kind=session size=1000 ratio=50:50";

    @Test
    void whatIsLeftOutHasADefault() {
        assertThat(PlanText.parse("a-plan", SHORTEST))
                .isEqualTo(new Plan(
                        "a-plan",
                        new Pool(DatasetKind.SESSION, 1, List.of(), Cap.NONE, new Cap(1)),
                        1_000,
                        new Ratio(50, 50),
                        Weights.EQUAL));
        assertThat(PlanText.of(PlanText.parse("a-plan", SHORTEST)))
                .isEqualTo("kind=session size=1000 ratio=50:50 seed=1 cap-per-conversation=none cap-per-text=1");
    }

    @Test
    void everyWordIsRead() {
        Plan plan = PlanText.parse(
                "a-plan",
                "  cap-per-text=none cap-per-conversation=5\tfingerprints=b,a,b"
                        + " positions=END:1,BEGINNING:0 strata=short:3,LONG:1\nseed=-7 ratio=70:30 size=10000000 kind=CONVERSATION ");

        assertThat(plan)
                .isEqualTo(new Plan(
                        "a-plan",
                        new Pool(DatasetKind.CONVERSATION, -7, List.of("a", "b"), new Cap(5), Cap.NONE),
                        10_000_000,
                        new Ratio(70, 30),
                        new Weights(Map.of("SHORT", 3, "LONG", 1), Map.of("END", 1, "BEGINNING", 0))));
        assertThat(PlanText.of(plan))
                .isEqualTo("kind=conversation size=10000000 ratio=70:30 seed=-7 strata=LONG:1,SHORT:3"
                        + " positions=BEGINNING:0,END:1 fingerprints=a,b cap-per-conversation=5 cap-per-text=none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size=1 ratio=1:1 | a plan needs kind=",
                "kind=session ratio=1:1 | a plan needs size=",
                "kind=session size=1 | a plan needs ratio=",
                "kind=chat size=1 ratio=1:1 | expected kind=session or kind=conversation",
                "kind=session size=0 ratio=1:1 | expected size from 1 to 10000000",
                "kind=session size=10000001 ratio=1:1 | expected size from 1 to 10000000",
                "kind=session size=100k ratio=1:1 | expected a whole number for size",
                "kind=session size= ratio=1:1 | expected a whole number for size",
                "kind=session size=1 ratio=1 | expected a ratio such as 70:30",
                "kind=session size=1 ratio=0:1 | expected a ratio of two numbers from 1 to 10000, such as 70:30",
                "kind=session size=1 ratio=1:1 seed=one | expected a whole number for seed",
                "kind=session size=1 ratio=1:1 seed=9223372036854775808 | expected a whole number for seed",
                "kind=session size=1 ratio=1:1 cap-per-text=0 | expected cap-per-text from 1 to 10000000",
                "kind=session size=1 ratio=1:1 cap-per-conversation=all | expected a whole number for cap-per-conversation",
                "kind=session size=1 size=2 ratio=1:1 | 'size' is there twice",
                "kind=session size=1 ratio=1:1 strata=SIMPLE:-1 | expected strata from 0 to 1000",
                "kind=session size=1 ratio=1:1 strata=SIMPLE:1001 | expected strata from 0 to 1000",
                "kind=session size=1 ratio=1:1 strata=SIMPLE:x | expected a whole number for strata",
                "kind=session size=1 ratio=1:1 strata=SIMPLE:0 | expected a part above 0: SIMPLE:0 wants nothing",
                "kind=session size=1 ratio=1:1 positions=END:0 | expected a part above 0: END:0 wants nothing",
                "kind=session size=1 ratio=1:1 strata=SIMPLE:1,simple:2 | 'SIMPLE' is there twice in strata"
            })
    void whatIsNoPlanIsRefusedWithWhatIsExpected(String text, String message) {
        assertThatThrownBy(() -> PlanText.parse("a-plan", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "sise=1, sise=1", "session, session", "=, =", "Kind=session, Kind=session"})
    void aWordThatIsNoneIsNamedWithThoseThatThereAre(String text, String word) {
        assertThatThrownBy(() -> PlanText.parse("a-plan", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected words such as kind=session size=100000 ratio=50:50, with cap-per-conversation,"
                        + " cap-per-text, fingerprints, kind, positions, ratio, seed, size, strata; '" + word
                        + "' is none");
    }

    /** A misspelt stratum would leave a plan that wants nothing, and nobody would know why. */
    @ParameterizedTest
    @ValueSource(strings = {"SHORT:1", "SIMPEL:1", "SIMPLE", "SIMPLE:1:2", ":1"})
    void aStratumThatTheDatasetDoesNotHaveIsRefused(String entry) {
        assertThatThrownBy(() -> PlanText.parse("a-plan", SHORTEST + " strata=" + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected strata such as SIMPLE:1,MODERATE:2, of SIMPLE, MODERATE, COMPLEX, VERY_COMPLEX,"
                        + " UNKNOWN; '" + entry + "' is none");
    }

    @Test
    void aPositionThatThereIsNotIsRefused() {
        assertThatThrownBy(() -> PlanText.parse("a-plan", SHORTEST + " positions=START:1"))
                .hasMessage("expected positions such as BEGINNING:1,MIDDLE:2, of BEGINNING, MIDDLE, END, UNKNOWN;"
                        + " 'START:1' is none");
    }

    @Test
    void weightsAreCheckedWhoeverMakesThem() {
        assertThatThrownBy(() -> new Weights(Map.of(), Map.of("END", 1_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected parts from 0 to 1000, not END:1001");
    }
}
