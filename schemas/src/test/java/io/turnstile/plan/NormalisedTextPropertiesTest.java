package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NormalisedTextPropertiesTest {

    @Property
    void toDoItAgainChangesNothing(@ForAll @From("texts") String text) {
        String once = NormalisedText.of(text);

        assertThat(NormalisedText.of(once)).isEqualTo(once);
    }

    @Property
    void caseAndWhiteSpaceMakeNoOtherText(@ForAll @From("words") String text) {
        assertThat(NormalisedText.of(" " + text.toUpperCase(Locale.ROOT).replace(" ", "\u2003\n")))
                .isEqualTo(NormalisedText.of(text));
    }

    /** Any characters, those that do something among them often. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .withChars("İıΣσςßẞﬁ\u0300\u0301\u0307\u0323\u0345\u200B\u200D\u00AD\u00A0 \u001Ca")
                .ofMaxLength(30);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars("äéøж ").ofMaxLength(40);
    }
}
