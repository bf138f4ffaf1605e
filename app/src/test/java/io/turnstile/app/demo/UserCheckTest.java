package io.turnstile.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserCheckTest {

    private final UserCheck check = new UserCheck(true);

    @Test
    void equalGroupsAreRightWhateverTheirHashes() {
        assertThat(check.difference("a", "x")).isEmpty();
        assertThat(check.difference("b", "y")).isEmpty();
        assertThat(check.difference("a", "x")).isEmpty();
        assertThat(check.difference(null, null)).isEmpty();
    }

    @Test
    void aUserWithTwoHashesIsFound() {
        check.difference("a", "x");
        assertThat(check.difference("a", "y")).contains("user: two hashes stand for a");
    }

    @Test
    void aHashOfTwoUsersIsFound() {
        check.difference("a", "x");
        assertThat(check.difference("b", "x")).contains("user: one hash stands for a and b");
    }

    @Test
    void aUserWhoIsMissingOrTooManyIsFound() {
        assertThat(check.difference("a", null)).contains("user: none came out");
        assertThat(check.difference(null, "x")).contains("user: one came out, and there was none");
    }

    @Test
    void withoutAKeyNoUserComesOut() {
        var withoutKey = new UserCheck(false);
        assertThat(withoutKey.difference("a", null)).isEmpty();
        assertThat(withoutKey.difference("a", "x")).contains("user: one came out, and there was none");
    }
}
