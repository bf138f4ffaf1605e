package io.turnstile.producers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitPairsTest {

    @Test
    void aPairCutBetweenTwoPartsIsWholeInTheFirst() {
        var cut = Map.of("text", "a\uD83D", "text_02", "\uDE00b\uD83D", "text_03", "\uDE01c", "other", "\uD83D\uDE00");

        assertThat(SplitPairs.mended(cut))
                .isEqualTo(Map.of(
                        "text", "a\uD83D\uDE00", "text_02", "b\uD83D\uDE01", "text_03", "c", "other", "\uD83D\uDE00"));
    }

    @Test
    void propertiesWithoutACutPairStayAsTheyAre() {
        var properties = Map.of("text", "a\uD83D", "text_02", "b", "lone", "\uD83D");

        assertThat(SplitPairs.mended(properties)).isSameAs(properties);
    }
}
