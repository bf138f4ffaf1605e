package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

class PlainTextPropertiesTest {

    @Property
    void plainTextIsNormalisedAsAnyTextIs(@ForAll @CharRange(from = '\0', to = '\u007f') String text) {
        assertThat(NormalisedText.of(text)).isEqualTo(NormalisedText.ofAny(text));
    }
}
