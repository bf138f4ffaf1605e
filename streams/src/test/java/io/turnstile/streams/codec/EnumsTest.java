package io.turnstile.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.conversation.Complexity;
import io.turnstile.domain.conversation.DeltaCause;
import io.turnstile.domain.conversation.PartialReason;
import io.turnstile.domain.conversation.RoundCheck;
import io.turnstile.domain.conversation.TurnCountStratum;
import io.turnstile.domain.routing.DatasetKind;
import io.turnstile.domain.routing.Position;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnumsTest {

    static Stream<Arguments> twins() {
        return Stream.of(
                Arguments.of(Complexity.values(), io.turnstile.schema.Complexity.values()),
                Arguments.of(DeltaCause.values(), io.turnstile.schema.DeltaCause.values()),
                Arguments.of(PartialReason.values(), io.turnstile.schema.PartialReason.values()),
                Arguments.of(RoundCheck.values(), io.turnstile.schema.RoundCheck.values()),
                Arguments.of(TurnCountStratum.values(), io.turnstile.schema.TurnCountStratum.values()),
                Arguments.of(DatasetKind.values(), io.turnstile.schema.DatasetKind.values()));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void theDomainAndTheSchemasNameTheSameConstants(Enum<?>[] domain, Enum<?>[] schema) {
        assertThat(names(domain)).isEqualTo(names(schema));
    }

    /** The schemas have one more: what a record from before there were positions says. */
    @Test
    void theDomainNamesEveryPositionButTheUnknown() {
        List<String> known = Arrays.stream(io.turnstile.schema.Position.values())
                .filter(position -> position != io.turnstile.schema.Position.UNKNOWN)
                .map(Enum::name)
                .toList();
        assertThat(names(Position.values())).isEqualTo(known);
    }

    @Test
    void nullStaysNull() {
        assertThat(Enums.sameName(null, DatasetKind.class)).isNull();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
