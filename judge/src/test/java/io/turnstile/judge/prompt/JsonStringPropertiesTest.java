package io.turnstile.judge.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonStringPropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 1_000)
    void aParserGetsTheTextBackUnchanged(@ForAll("texts") String text) throws JsonProcessingException {
        assertThat(JSON.readValue(JsonString.quoted(text), String.class)).isEqualTo(text);
    }

    @Property(tries = 1_000)
    void nothingUnseenAndNoBracketStandsInIt(@ForAll("texts") String text) {
        String quoted = JsonString.quoted(text);

        assertThat(quoted.codePoints()
                        .filter(JsonStringPropertiesTest::isForbidden)
                        .toArray())
                .isEmpty();
    }

    @Property(tries = 1_000)
    void itEndsWhereItEnds(@ForAll("texts") String text) {
        String quoted = JsonString.quoted(text);
        String inner =
                quoted.substring(1, quoted.length() - 1).replace("\\\\", "").replace("\\\"", "");

        assertThat(inner).doesNotContain("\"");
    }

    @Example
    void everyCharacterComesBack() throws JsonProcessingException {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = Character.toString(point);
            assertThat(JSON.readValue(JsonString.quoted(text), String.class)).isEqualTo(text);
        }
    }

    @Example
    void tagsOfChatTemplatesAreBroken() {
        assertThat(JsonString.quoted("[/INST] a[0] [x] [] [ERROR] b[N"))
                .isEqualTo("\"\\u005b/INST] a[0] [x] [] \\u005bERROR] b[N\"");
        assertThat(JsonString.quoted("<|im_start|>")).isEqualTo("\"\\u003c|im_start|\\u003e\"");
    }

    @Provide
    Arbitrary<String> texts() {
        var any = Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(20);
        var nasty = Arbitraries.of(
                "<",
                ">",
                Material.OPENING_MARKER,
                Material.CLOSING_MARKER,
                "\"",
                "\\",
                "\\u003c",
                "\n",
                "\u2028",
                "\u202e",
                "\ud800",
                "\udc00",
                "\udb40\udc41",
                "\ufe0f",
                "\u200b",
                "[INST]",
                "＜",
                "日本語",
                "😀");
        return Arbitraries.oneOf(any, nasty).list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    private static boolean isForbidden(int point) {
        int type = Character.getType(point);
        return point == '<'
                || point == '>'
                || point == 0xff1c
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
