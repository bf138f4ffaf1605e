package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CapTest {

    private static final Candidate FIRST = candidate("first", Split.TEST, 1);
    private static final Candidate SECOND = candidate("second", Split.TRAIN, 2);
    private static final Candidate THIRD = candidate("third", Split.TEST, 3);
    private static final Candidate FOURTH = candidate("fourth", Split.TEST, -1);

    @Test
    void theFirstOfTheDrawStay() {
        assertThat(new Cap(2).of(List.of(FOURTH, THIRD, FIRST))).containsExactly(FIRST, THIRD);
    }

    @Test
    void noOtherSplitStaysThanThatOfTheFirst() {
        assertThat(new Cap(3).of(List.of(THIRD, SECOND, FIRST))).containsExactly(FIRST, THIRD);
        assertThat(new Cap(2).of(List.of(THIRD, SECOND))).containsExactly(SECOND);
    }

    @Test
    void withoutALimitAllOfThatSplitStay() {
        assertThat(Cap.NONE.of(List.of(THIRD, SECOND, FOURTH, FIRST))).containsExactly(FIRST, THIRD, FOURTH);
        assertThat(Cap.NONE.isNone()).isTrue();
        assertThat(new Cap(2).isNone()).isFalse();
    }

    @Test
    void theDrawIsAnUnsignedNumber() {
        assertThat(new Cap(1).of(List.of(FOURTH, FIRST))).containsExactly(FIRST);
    }

    @Test
    void equalDrawsGoByTheirMessage() {
        var other = candidate("another", Split.TRAIN, 1);

        assertThat(new Cap(1).of(List.of(FIRST, other))).containsExactly(other);
    }

    @Test
    void aGroupMayBeEmpty() {
        assertThat(new Cap(1).of(List.of())).isEmpty();
    }

    @Test
    void aCapThatLetsNothingStayIsRefused() {
        assertThatThrownBy(() -> new Cap(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A cap is at least 1, not 0");
    }

    private static Candidate candidate(String messageId, Split split, long draw) {
        return new Candidate(messageId, "conversation", new Share(split, 0), new Cell("SHORT", "END"), 7, draw);
    }
}
