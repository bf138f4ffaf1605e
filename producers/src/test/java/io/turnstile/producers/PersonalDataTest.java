package io.turnstile.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

    @ParameterizedTest
    @ValueSource(strings = {"common.userName", "common.username", "COMMON.USERNAME"})
    void theUserNameIsTakenOutOfARowInAnyLetterCase(String key) {
        var row = TelemetryRow.newBuilder()
                .setEventName("x")
                .setProperties(Map.of(key, "ada", "common.os", "linux"))
                .setOrigin(new RowOrigin("jsonl", "a:1"))
                .build();

        assertThat(PersonalData.without(row).getProperties()).isEqualTo(Map.of("common.os", "linux"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"common.userName": "ada", "a": 1  | {"common.userName": "", "a": 1
            {"p":"{\\"common.username\\":\\"ada\\",\\"b\\":1}"} | {"p":"{\\"common.username\\":\\"\\",\\"b\\":1}"}
            {"common.userName": "ad            | {"common.userName": "
            {"common.userId": "7"}             | {"common.userId": "7"}
            """)
    void theUserNameIsEmptiedInJsonThatDoesNotParse(String json, String expected) {
        assertThat(PersonalData.without(json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() {
        byte[] bytes = {0, (byte) 0xFF, (byte) 0x80, '"', 13, 10};

        assertThat(PersonalData.without(bytes)).isEqualTo(bytes);
    }
}
