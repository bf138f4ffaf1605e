package io.turnstile.judge.injection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordAutomatonTest {

    /** See the rubric's: a loop over nearly any character can multiply it. A cell has 4 bytes. */
    @Test
    void theWordsOfInjectionsMakeASmallAutomaton() {
        assertThat(Word.EXPRESSIONS.cells()).isLessThan(2_000_000);
    }
}
