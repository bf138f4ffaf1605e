package io.turnstile.producers.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class RedactionPropertiesTest {

    private static final TextRedactor REDACTOR = new TextRedactor(EnumSet.allOf(RedactionType.class));
    private static final Redaction REDACTION = Redaction.of(RedactionConfiguration.byDefault());
    private static final List<String> LABELLED =
            LabelledTexts.all().stream().map(LabelledTexts.Labelled::text).toList();

    /** What forms are made of, and what stands around them: put together at random, they come close to everything. */
    private static final List<String> PIECES = List.of(
            "a",
            "n",
            "7",
            "40",
            "255",
            ".",
            ",",
            ":",
            "::",
            ";",
            "/",
            "\\",
            "\\n",
            "\\u00e9",
            "\"",
            "'",
            "`",
            "@",
            "%40",
            "=",
            " ",
            "\n",
            "-",
            "--",
            "_",
            "+",
            "+49 ",
            "(",
            ")",
            "{",
            "}",
            "<",
            ">",
            "<EMAIL>",
            "<TOKEN:long>",
            "<IP",
            "ada",
            "ada@corp.example",
            "example.com",
            "10.1.2.30",
            "fe80::1",
            "2a00:1450::1",
            "/home/",
            "/Users/ada",
            "C:\\Users\\ada",
            "password",
            "password=",
            "token: ",
            "secret",
            "hunter2x",
            "api_key='",
            "://u:",
            "://",
            "bearer ",
            "Authorization: ",
            "eyJhbGciOiJIUzI1NiJ9",
            "eyJzdWIiOiIxMjM0NTY3ODkwIn0",
            "AKIA",
            "ABCDEFGHIJKLMNOP",
            "ghp_",
            "sk-",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "4111111111111111",
            "4111 1111 1111 1111",
            "202-555-0143",
            "tel ",
            "-----BEGIN RSA PRIVATE KEY-----",
            "-----END RSA PRIVATE KEY-----",
            "MIIEpAIBAAKCAQEA0123456789abcdefMIIEpAIBAAKCAQEA",
            "é",
            "密码",
            "\uD83D",
            "\uDE00",
            "\uD83D\uDE00",
            "user",
            "AccountKey=",
            "sig=");

    @Property(tries = 2000)
    void redactingTwiceIsRedactingOnce(@ForAll("texts") String text) {
        String once = redact(text);

        assertThat(redact(once)).isEqualTo(once);
    }

    @Property(tries = 1000)
    void noTextMakesItFail(@ForAll @StringLength(max = 200) String text) {
        assertThat(redact(text)).isNotNull();
    }

    @Property(tries = 500)
    void textWithoutDigitsAndSignsStaysTheSameObject(
            @ForAll
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = ' ', to = ' ')
                    @CharRange(from = '\u00e0', to = '\u00ff')
                    String text) {
        assertThat(redact(text)).isSameAs(text);
    }

    @Property(tries = 300)
    void aTextInPartsIsRedactedAsAWholeWhereverItIsCut(
            @ForAll("labelled") String text,
            @ForAll @IntRange(max = 1000) int first,
            @ForAll @IntRange(max = 1000) int second) {
        int a = Math.min(first, text.length());
        int b = Math.max(a, Math.min(second, text.length()));
        var parts = new HashMap<String, String>();
        parts.put("messageText", text.substring(0, a));
        parts.put("messageText_02", text.substring(a, b));
        parts.put("messageText_03", text.substring(b));

        Map<String, String> redacted = REDACTION.properties(parts).value();

        assertThat(joined(redacted)).isEqualTo(redact(text));
    }

    @Property(tries = 300)
    void rowsRedactedTwiceAreRowsRedactedOnce(@ForAll("texts") String text, @ForAll("texts") String name) {
        var keyed = Redaction.of(
                new RedactionConfiguration(true, EnumSet.allOf(RedactionType.class), "a key that is long enough"));
        Map<String, String> once = keyed.properties(Map.of("messageText", text, "common.userName", name))
                .value();

        assertThat(keyed.properties(once).value()).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> texts() {
        var pieced = Arbitraries.of(PIECES).list().ofMaxSize(14).map(pieces -> String.join("", pieces));
        var beside = Arbitraries.of(LABELLED).list().ofSize(2).map(texts -> String.join("", texts));
        return Arbitraries.oneOf(pieced, beside, Arbitraries.strings());
    }

    @Provide
    Arbitrary<String> labelled() {
        return Arbitraries.of(LABELLED);
    }

    private static String redact(String text) {
        return REDACTOR.redact(text, Set.of(), new RedactionTally());
    }

    private static String joined(Map<String, String> parts) {
        return parts.getOrDefault("messageText", "")
                + parts.getOrDefault("messageText_02", "")
                + parts.getOrDefault("messageText_03", "");
    }
}
