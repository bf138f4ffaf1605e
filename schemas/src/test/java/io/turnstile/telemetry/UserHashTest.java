package io.turnstile.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHashTest {

    private static final String HASH = "hmac-sha256:5bc63e66bcd4dcbeb46d078dff87cf37";

    @ParameterizedTest
    @ValueSource(strings = {"common.userName", "common.username", "COMMON.USERNAME"})
    void aHashIsTakenInAnySpellingOfItsKey(String key) {
        assertThat(UserHash.of(new RowView(Map.of(key, HASH), Map.of()))).contains(HASH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "hmac-sha256:",
                "hmac-sha256:ada",
                "5bc63e66bcd4dcbeb46d078dff87cf37",
                "HMAC-SHA256:5BC63E66BCD4DCBEB46D078DFF87CF37",
                " hmac-sha256:5bc63e66bcd4dcbeb46d078dff87cf37",
                "hmac-sha256:5bc63e66bcd4dcbeb46d078dff87cf370"
            })
    void whatIsNoHashIsNobody(String name) {
        assertThat(UserHash.of(new RowView(Map.of("common.userName", name), Map.of())))
                .isEmpty();
    }

    @Test
    void aRowWithoutAUserIsNobodys() {
        assertThat(UserHash.of(new RowView(Map.of("messageId", HASH), Map.of())))
                .isEmpty();
    }
}
