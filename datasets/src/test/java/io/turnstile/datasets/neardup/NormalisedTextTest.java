package io.turnstile.datasets.neardup;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisedTextTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Fix The BUG,fix the bug",
                "'  fix \t\r\n the   bug\n',fix the bug",
                "fix\u00a0the\u3000bug\u2028now,fix the bug now",
                "ﬁx the ｂｕｇ №１,fix the bug no1",
                "ΟΔΟΣ Σ,οδος σ",
                "Почини ТЕСТ,почини тест",
                "修复 登录 错误,修复 登录 错误",
                "go 🚀!,go 🚀!",
                "' ',''",
            })
    void forgetsFormCaseAndWhiteSpace(String text, String normalised) {
        assertThat(NormalisedText.of(text)).isEqualTo(normalised);
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() {
        assertThat(NormalisedText.of("Cafe\u0301")).isEqualTo(NormalisedText.of("CAF\u00c9"));
    }

    @Test
    void everyCharacterIsNormalisedOnce() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String once = NormalisedText.of("a" + Character.toString(codePoint) + "b");

            assertThat(NormalisedText.of(once)).as("U+%04X", codePoint).isEqualTo(once);
        }
    }

    @Property
    void everyTextIsNormalisedOnce(@ForAll String text) {
        String once = NormalisedText.of(text);

        assertThat(NormalisedText.of(once)).isEqualTo(once);
    }

    @Test
    void equalNormalisedTextsHaveEqualHashes() {
        assertThat(NormalisedText.hash(" Fix\nIT ")).isEqualTo(NormalisedText.hash("fix it"));
        assertThat(NormalisedText.hash("fix it")).isNotEqualTo(NormalisedText.hash("fix that"));
    }

    /** The reference value of XXH3-64, seed 0, of an empty input: xxhash.com, XXH3_64bits. */
    @Test
    void theHashIsXxh3() {
        assertThat(NormalisedText.hash(" ")).isEqualTo(0x2D06800538D394C2L);
    }
}
