package io.turnstile.judge.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionsTest {

    @Test
    void eachExpressionHasItsOwnBit() {
        var expressions = Expressions.of(List.of("lock", "lock(s|ed)", "key"));

        assertThat(expressions.matchingAt("a locked door", 2)).isEqualTo(0b011);
        assertThat(expressions.matchingAt("a lock", 2)).isEqualTo(0b001);
        assertThat(expressions.matchingAt("keys", 0)).isEqualTo(0b100);
    }

    @Test
    void onlyWhatStartsAtThePlaceMatches() {
        assertThat(Expressions.of(List.of("lock")).matchingAt("a lock", 0)).isZero();
    }

    @Test
    void aWordEndsAtWhatIsNoLetterDigitOrUnderscoreAndAtTheEndOfTheText() {
        var word = Expressions.of(List.of("add\\b"));

        assertThat(List.of("add", "add it", "add-on", "add\n", "add\u65e5"))
                .allSatisfy(text -> assertThat(word.matchingAt(text, 0)).isOne());
        assertThat(List.of("address", "add1", "add_it"))
                .allSatisfy(text -> assertThat(word.matchingAt(text, 0)).isZero());
    }

    @Test
    void theEndOfTheTextCanBeAskedFor() {
        var last = Expressions.of(List.of("ok[.! ]*\\z"));

        assertThat(last.matchingAt("ok!", 0)).isOne();
        assertThat(last.matchingAt("ok, go", 0)).isZero();
    }

    @Test
    void charactersOfATextAreNeverTakenForMarks() {
        var words = Expressions.of(List.of("a", "b\\b"));

        assertThat(words.matchingAt("b\ue000\ue001", 0)).isEqualTo(0b10);
        assertThat(words.matchingAt("\ue000", 0)).isZero();
    }

    @Test
    void moreExpressionsThanBitsAreRefused() {
        assertThatThrownBy(() -> Expressions.of(Collections.nCopies(33, "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33");
    }
}
