package io.turnstile.producers.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z,2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05,2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05.1,2026-01-02T03:04:05.100Z",
        "2026-01-02T03:04:05.1234567,2026-01-02T03:04:05.123Z",
        "2026-01-02T03:04:05.1239999Z,2026-01-02T03:04:05.123Z",
        "2026-01-02T03:04:05+02:00,2026-01-02T01:04:05Z",
        "2026-01-02T03:04:05-0530,2026-01-02T08:34:05Z",
        "1767323045123,2026-01-02T03:04:05.123Z",
    })
    void theFormsOfTheStoresAreRead(String text, Instant expected) {
        assertThat(Timestamp.of(TextNode.valueOf(text))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-01-02", "2026-02-30T00:00:00Z", "1969-12-31T23:59:59Z", "12:00", "x"})
    void anythingElseIsNone(String text) {
        assertThat(Timestamp.of(TextNode.valueOf(text))).isEmpty();
    }

    @Test
    void aNumberIsEpochMilliseconds() {
        assertThat(Timestamp.of(LongNode.valueOf(1_767_323_045_123L)))
                .contains(Instant.parse("2026-01-02T03:04:05.123Z"));
        assertThat(Timestamp.of(LongNode.valueOf(-1))).isEmpty();
    }
}
