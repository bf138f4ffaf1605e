package io.turnstile.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowViewTest {

    private static final int PART_CHARS = 8_192;

    @ParameterizedTest
    @ValueSource(strings = {"messageId", "messageid", "MessageID", "MESSAGEID"})
    void aKeyIsFoundInAnyLetterCase(String spelling) {
        assertThat(properties(Map.of(spelling, "a")).text("messageId")).contains("a");
        assertThat(measurements(Map.of(spelling, 1.0)).number("messageId")).hasValue(1.0);
    }

    @Test
    void theExactSpellingComesFirstThenLowerCaseThenAnyOther() {
        var all = new LinkedHashMap<>(Map.of("TURNINDEX", "odd"));
        assertThat(properties(all).text("turnIndex")).contains("odd");
        all.put("turnindex", "lower");
        assertThat(properties(all).text("turnIndex")).contains("lower");
        all.put("turnIndex", "exact");
        assertThat(properties(all).text("turnIndex")).contains("exact");
    }

    @Test
    void aKeyThatIsOnlyPartOfAnotherIsAbsent() {
        RowView row = properties(Map.of("headerRequestId", "a"));

        assertThat(row.text("requestId")).isEmpty();
        assertThat(row.text("header")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void blankTextIsNoText(String blank) {
        assertThat(properties(Map.of("text", blank)).text("text")).isEmpty();
    }

    @Test
    void textKeepsItsOwnSpaces() {
        assertThat(properties(Map.of("text", " a b ")).text("text")).contains(" a b ");
    }

    @Test
    void partsAreJoinedInOrder() {
        RowView row = properties(Map.of("text", "a", "text_02", "b", "text_03", "c", "other", "d"));

        assertThat(row.text("text")).contains("abc");
        assertThat(row.text("other")).contains("d");
    }

    @Test
    void partsAreFoundInAnyLetterCase() {
        RowView row = properties(Map.of("messagetext", "a", "messagetext_02", "b", "MessageText_03", "c"));

        assertThat(row.text("messageText")).contains("abc");
    }

    @Test
    void aBlankPartBelongsToTheText() {
        assertThat(properties(Map.of("text", " ", "text_02", "b")).text("text")).contains(" b");
        assertThat(properties(Map.of("text", "a", "text_02", " ")).text("text")).contains("a ");
    }

    @Test
    void blankPartsAloneAreNoText() {
        assertThat(properties(Map.of("text", " ", "text_02", "\n")).text("text"))
                .isEmpty();
    }

    @Test
    void theTextEndsBeforeAMissingPart() {
        assertThat(properties(Map.of("text", "a", "text_02", "b", "text_04", "d"))
                        .text("text"))
                .contains("ab");
        assertThat(properties(Map.of("text", "a", "text_03", "c")).text("text")).contains("a");
    }

    @Test
    void withoutItsFirstPartThereIsNoText() {
        assertThat(properties(Map.of("text_02", "b")).text("text")).isEmpty();
    }

    @Test
    void aSurrogatePairThatWasCutIsWholeAgain() {
        String text = "a" + "\uD83D\uDD12".repeat(PART_CHARS);

        Map<String, String> parts = split("text", text);

        assertThat(parts.get("text")).hasSize(PART_CHARS);
        assertThat(Character.isHighSurrogate(parts.get("text").charAt(PART_CHARS - 1)))
                .isTrue();
        assertThat(properties(parts).text("text")).contains(text);
    }

    @Test
    void fiftyPartsAreJoinedAndNoMore() {
        String text = "x".repeat(49 * PART_CHARS) + "y".repeat(PART_CHARS);
        Map<String, String> parts = split("text", text);
        assertThat(parts).hasSize(50).containsKeys("text_09", "text_10", "text_50");

        parts.put("text_51", "z");

        assertThat(properties(parts).text("text")).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "Unknown", "UNKNOWN", " unknown ", "", "  "})
    void noIdIsNoId(String none) {
        assertThat(properties(Map.of("messageId", none)).id("messageId")).isEmpty();
    }

    @Test
    void anIdIsStrippedButOtherwiseKept() {
        assertThat(properties(Map.of("messageId", " unknown-1\n")).id("messageId"))
                .contains("unknown-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5", " 12.5 ", "1.25e1", "+12.5"})
    void aNumberMayBeAStringProperty(String text) {
        assertThat(properties(Map.of("turnindex", text)).number("turnIndex")).hasValue(12.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "many", "1,5", "NaN", "Infinity", "-Infinity", "1e999"})
    void whatIsNoFiniteNumberIsEmpty(String text) {
        assertThat(properties(Map.of("turnIndex", text)).number("turnIndex")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aMeasurementThatIsNotFiniteIsEmpty(double value) {
        assertThat(measurements(Map.of("turnIndex", value)).number("turnIndex")).isEmpty();
    }

    @Test
    void aMeasurementComesBeforeAPropertyOfItsName() {
        var row = new RowView(Map.of("turnIndex", "2"), Map.of("turnindex", 1.0));

        assertThat(row.number("turnIndex")).hasValue(1.0);
    }

    private static RowView properties(Map<String, String> properties) {
        return new RowView(properties, Map.of());
    }

    private static RowView measurements(Map<String, Double> measurements) {
        return new RowView(Map.of(), measurements);
    }

    /** As the client splits: by UTF-16 code units, whatever stands there. */
    private static Map<String, String> split(String key, String text) {
        var parts = new HashMap<String, String>();
        for (int part = 1, from = 0; from < text.length(); part++, from += PART_CHARS) {
            String name = part == 1 ? key : String.format("%s_%02d", key, part);
            parts.put(name, text.substring(from, Math.min(text.length(), from + PART_CHARS)));
        }
        return parts;
    }
}
