package io.turnstile.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {

    private static final String SMILE = "\uD83D\uDE00";

    @Test
    void anEmojiIsOneCharacter() {
        assertThat(Characters.count("")).isZero();
        assertThat(Characters.count("abc")).isEqualTo(3);
        assertThat(Characters.count("a" + SMILE + "c")).isEqualTo(3);
    }

    @Test
    void theFirstCharactersAreWhole() {
        assertThat(Characters.first(0, SMILE)).isEmpty();
        assertThat(Characters.first(2, "a" + SMILE + SMILE)).isEqualTo("a" + SMILE);
        assertThat(Characters.first(3, "a" + SMILE + SMILE)).isEqualTo("a" + SMILE + SMILE);
        assertThat(Characters.first(4, "abc")).isEqualTo("abc");
    }
}
