package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values were computed with Python's xxhash: {@code xxh3_64_intdigest(text.encode(), seed % 2**64)}. */
class SeededHashTest {

    @ParameterizedTest
    @CsvSource({
        "0, '', 2d06800538d394c2",
        "0, a, e6c632b61e964e1f",
        "1, '', 4dc5b0cc826f6703",
        "1, message-1, e9d255b3d47f15d3",
        "1, für Ändern \uD83D\uDD12, 19514ba41cd064b4",
        "2, message-1, 7aafe027d08823c1",
        "42, abcd, d71d944fa0388c5a",
        "9223372036854775807, message-1, 89597fcdfb65c067",
        "-1, message-1, 8b263ae558003b04",
        "-1, für Ändern \uD83D\uDD12, 6ab55cd5834225ad",
        "-9223372036854775808, message-1, cf9bcf7320a75277"
    })
    void othersComputeTheSame(long seed, String text, String digest) {
        assertThat(Long.toHexString(SeededHash.of(seed, text))).isEqualTo(digest);
    }

    /** XXH3 treats texts of up to 16, 128, 240 and 1,024 bytes, and longer ones, each in its own way. */
    @ParameterizedTest
    @CsvSource({
        "16, 560b0484508ee37",
        "17, 8b45e9a686b5c68c",
        "128, 64a74195f5d35457",
        "129, ed7216cfc4099c71",
        "240, 2237db6b9ea472ea",
        "241, 36d9b144eb4c9f7",
        "1024, af7239cffad2be49",
        "1025, 4f0e53086bc7acda",
        "5000, c320b2db73e40886"
    })
    void soItIsForTextsOfAllLengths(int length, String digest) {
        assertThat(Long.toHexString(SeededHash.of(1, "x".repeat(length)))).isEqualTo(digest);
    }

    @Test
    void anotherSeedDrawsOthers() {
        assertThat(SeededHash.of(1, "message-1")).isNotEqualTo(SeededHash.of(2, "message-1"));
    }
}
