package io.turnstile.judge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.judge.worker.Agreement.Crossing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void nothingIsSaidBeforeTheWindowIsFull() {
        assertThat(crossings(new Agreement(4, 0.8), false, false, false)).isEmpty();
    }

    @Test
    void eachCrossingIsToldOnce() {
        var agreement = new Agreement(4, 0.75);

        assertThat(crossings(agreement, true, true, true, false)).isEmpty();
        assertThat(crossings(agreement, false, false, false)).containsExactly(Crossing.BELOW);
        assertThat(agreement.isDrifting()).isTrue();
        assertThat(crossings(agreement, true, true, true, true)).containsExactly(Crossing.RECOVERED);
        assertThat(agreement.isDrifting()).isFalse();
        assertThat(agreement.share()).isEqualTo(1);
    }

    private static List<Crossing> crossings(Agreement agreement, Boolean... probes) {
        return Stream.of(probes).map(agreement::add).flatMap(Optional::stream).toList();
    }
}
