package io.turnstile.producers.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRedactorTest {

    private static final TextRedactor REDACTOR = new TextRedactor(EnumSet.allOf(RedactionType.class));
    private static final MadeUpSecrets SECRETS = new MadeUpSecrets(7);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            mail ada@corp.example now              | mail <EMAIL> now
            /home/ada/x.py:10:5                    | /home/<USER>/x.py:10:5
            postgres://app:{PASSWORD}@db.corp.example/x | postgres://app:<SECRET>@db.corp.example/x
            Authorization: Bearer {JWT}            | Authorization: Bearer <JWT>
            Authorization: Bearer {OPAQUE}         | Authorization: Bearer <TOKEN>
            AccountName=a;AccountKey={AZURE_KEY};x | AccountName=a;AccountKey=<CLOUD_KEY>;x
            password='{PASSWORD}' # ask ada@corp.example | password='<SECRET>' # ask <EMAIL>
            """)
    void whatItWasStaysAndItsValueGoes(String template, String expected) {
        assertThat(redact(SECRETS.fill(template))).isEqualTo(expected);
    }

    @Test
    void aPlaceholderOfSomethingLongSaysSo() {
        assertThat(redact("x " + SECRETS.fill("{JWT_LONG}"))).isEqualTo("x <JWT:long>");
        assertThat(redact("Bearer " + SECRETS.fill("{OPAQUE_LONG}"))).isEqualTo("Bearer <TOKEN:long>");
        assertThat(redact(SECRETS.fill("{PEM_RSA}"))).isEqualTo("<PRIVATE_KEY>");
    }

    @Test
    void twoKeysInOneTextAreBothFound() {
        assertThat(redact(SECRETS.fill("a {PEM_EC}\nb {PEM_RSA}\nc"))).isEqualTo("a <PRIVATE_KEY>\nb <PRIVATE_KEY>\nc");
    }

    @Test
    void whatIsInAPlaceholderIsNotRedactedAgain() {
        String text = "<EMAIL> <TOKEN:long> <SECRET> token <PRIVATE_KEY>";

        assertThat(REDACTOR.redact(
                        text,
                        Set.of(new UserName("email"), new UserName("long"), new UserName("secret")),
                        new RedactionTally()))
                .isEqualTo(text);
    }

    private static String redact(String text) {
        return REDACTOR.redact(text, Set.of(), new RedactionTally());
    }
}
