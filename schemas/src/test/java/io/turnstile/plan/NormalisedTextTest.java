package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalisedTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fix THE Build | fix the build",
                "ÄNDERN | ändern",
                "ｆｉｘ　ｉｔ | fix it",
                "ﬁx x² Ⅳ ① | fix x2 iv 1",
                "e\u0301 | é",
                "ΟΔΟΣ | οδοσ",
                "οδος | οδοσ",
                "STRASSE | strasse",
                "\uD835\uDC00\uD835\uDC01 | ab",
                "\uD801\uDC00 | \uD801\uDC28"
            })
    void theseAreOneText(String text, String normalised) {
        assertThat(NormalisedText.of(text)).isEqualTo(normalised);
        assertThat(NormalisedText.hash(text)).isEqualTo(NormalisedText.hash(normalised));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fix it | fix it.",
                "fix it | fixit",
                "resume | résumé",
                "Straße | strasse",
                "aydın | aydin",
                "İ | i",
                "\uD83D\uDC68\uD83C\uDFFB | \uD83D\uDC68\uD83C\uDFFF"
            })
    void theseAreTwoTexts(String one, String other) {
        assertThat(NormalisedText.of(one)).isNotEqualTo(NormalisedText.of(other));
        assertThat(NormalisedText.hash(one)).isNotEqualTo(NormalisedText.hash(other));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                '\t', '\n', 0x0B, '\f', '\r', 0x1C, 0x1D, 0x1E, 0x1F, ' ', 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002,
                0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000
            })
    void allWhiteSpaceIsOneSpaceAndNoneAtTheEnds(int space) {
        String gap = Character.toString(space);

        assertThat(NormalisedText.of(gap + "fix" + gap + gap + "it" + gap)).isEqualTo("fix it");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xAD, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x202E, 0x2060, 0x2066, 0xFEFF, 0xE0041})
    void whatNobodySeesIsNotThere(int format) {
        String invisible = Character.toString(format);

        assertThat(NormalisedText.of(invisible + "fi" + invisible + "x it" + invisible))
                .isEqualTo("fix it");
    }

    @Test
    void anInvisibleCharacterDoesNotKeepALetterFromItsAccent() {
        assertThat(NormalisedText.of("e\u200D\u0301")).isEqualTo("é");
    }

    @Test
    void everyCharacterIsNormalisedOnce() {
        // Of ideographs, which nothing folds but their compatibility forms, a share will do.
        var all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isDefined)
                .filter(codePoint -> Character.getType(codePoint) != Character.PRIVATE_USE)
                .filter(codePoint -> !Character.isIdeographic(codePoint) || codePoint % 97 == 0);

        assertThat(all.filter(codePoint -> {
                    String once = NormalisedText.of("a" + Character.toString(codePoint) + "b");
                    return !NormalisedText.of(once).equals(once);
                }))
                .isEmpty();
    }

    @Test
    void theMachinesLanguageHasNoInfluence() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr"));

            assertThat(NormalisedText.of("TITLE")).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200B", "\n\u2003\t"})
    void whatHoldsNothingIsEmpty(String text) {
        assertThat(NormalisedText.of(text)).isEmpty();
    }

    /** By Python, with the lines of docs/03-data-balancing.md. */
    @ParameterizedTest
    @CsvSource({
        "'', 2d06800538d394c2",
        "Fix  THE\u00A0Build, 1543dd30abc4595e",
        "\uFEFFİstanbul’da ﬁx\u200B: ΟΔΟΣ ①, 1954e6eeaa63e454"
    })
    void othersComputeTheSame(String text, String digest) {
        assertThat(Long.toHexString(NormalisedText.hash(text))).isEqualTo(digest);
    }
}
