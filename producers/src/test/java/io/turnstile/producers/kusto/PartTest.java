package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {

    private static final Instant NOON = TestRows.NOON;

    @Test
    void everythingIsHalvedWhereRowsCanBe() {
        assertThat(Part.from(Part.BEGINNING).halves(Instant.parse("2026-01-01T00:00:00Z")))
                .containsExactly(
                        new Part(Part.BEGINNING, Instant.parse("2020-01-01T12:00:00Z"), ""),
                        new Part(Instant.parse("2020-01-01T12:00:00Z"), Part.END, ""));
    }

    @Test
    void aRangeOfTheFutureIsHalvedToo() {
        var part = new Part(NOON, NOON.plusSeconds(10), "");

        assertThat(part.halves(NOON.minusSeconds(1)))
                .containsExactly(
                        new Part(NOON, NOON.plusSeconds(5), ""),
                        new Part(NOON.plusSeconds(5), NOON.plusSeconds(10), ""));
    }

    @Test
    void halvingEndsWithATickWithinAFewTries() {
        Part part = Part.from(Part.BEGINNING);
        int tries = 0;
        for (; !part.isOneTick(); tries++) {
            List<Part> halves = part.halves(NOON);
            assertThat(halves).hasSize(2);
            assertThat(halves.get(0).from()).isEqualTo(part.from());
            assertThat(halves.get(0).to()).isEqualTo(halves.get(1).from()).isBefore(part.to());
            assertThat(halves.get(1).to()).isEqualTo(part.to());
            part = halves.get(tries % 2);
        }
        assertThat(tries).isLessThan(70);
        assertThat(part.halves(NOON)).containsExactly(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3A", "g", " a", "=="})
    void aPrefixThatIsNoneIsRefused(String prefix) {
        assertThatThrownBy(() -> Part.ofTick(NOON, prefix)).isInstanceOf(IllegalArgumentException.class);
    }
}
