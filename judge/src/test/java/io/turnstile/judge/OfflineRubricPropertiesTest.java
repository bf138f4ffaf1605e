package io.turnstile.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.Complexity;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OfflineRubricPropertiesTest {

    private final Judge judge = new OfflineRubric();

    @Property(tries = 100)
    void hindsightChangesNothing(
            @ForAll String text, @ForAll @IntRange(max = 100) int rounds, @ForAll Complexity complexity) {
        var blind = Requests.of("m1", text, Requests.NO_HINDSIGHT);
        var seeing = Requests.of("m1", text, Requests.hindsight(rounds, complexity));

        assertThat(seeing).isNotEqualTo(blind);
        assertThat(judge.judge(seeing)).isEqualTo(judge.judge(blind));
    }
}
