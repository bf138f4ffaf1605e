package io.turnstile.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.ModelText;
import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnArbitraries;
import io.turnstile.domain.turn.TurnParts;
import io.turnstile.serde.StateSerde;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serde;

/** What a turn says survives topic turns, down to its bytes. */
class TurnCodecPropertiesTest {

    private static final String NONE = "";
    private static final Serde<io.turnstile.schema.Turn> SERDE = StateSerde.of(io.turnstile.schema.Turn.class);

    @Provide
    Arbitrary<Turn> turns() {
        return TurnArbitraries.parts("m");
    }

    @Property(tries = 1_000)
    void aTurnIsDecodedAsItWasEncoded(@ForAll("turns") Turn turn) {
        assertThat(TurnCodec.decode(TurnCodec.encode(turn))).isEqualTo(turn);
    }

    @Property(tries = 1_000)
    void aTurnIsDecodedFromItsBytesAsItWasEncoded(@ForAll("turns") Turn turn) {
        var encoded = TurnCodec.encode(turn);
        if (turn.conversationId() == null) {
            encoded.put("conversationId", NONE);
        }
        assertThat(TurnCodec.decode(throughBytes(encoded), turn.conversationId()))
                .isEqualTo(turn);
    }

    @Property(tries = 1_000)
    void aDecodedTurnMergesAsTheTurnItself(@ForAll("turns") Turn a, @ForAll("turns") Turn b) {
        assertThat(TurnCodec.decode(TurnCodec.encode(a)).merge(b)).isEqualTo(a.merge(b));
    }

    @Property(tries = 1_000)
    void theCallsOfAnEncodedTurnAreInOrderOfTime(@ForAll("turns") Turn turn) {
        assertThat(TurnCodec.encode(turn).getCalls())
                .isSortedAccordingTo((a, b) -> a.getAt().compareTo(b.getAt()))
                .allSatisfy(call -> assertThat(call.getPromptTokenDelta()).isNull());
    }

    @Example
    void timesAreKeptToTheMillisecond() {
        Instant at = Instant.parse("2026-03-01T10:00:00.123456789Z");
        Instant kept = Instant.parse("2026-03-01T10:00:00.123Z");
        Turn turn = new TurnParts("m", "c", at, at)
                .modelText(new ModelText(at, "Done"))
                .summarizedAt(at)
                .build();
        Turn decoded = TurnCodec.decode(throughBytes(TurnCodec.encode(turn)));
        assertThat(decoded.startedAt()).isEqualTo(kept);
        assertThat(decoded.lastEventAt()).isEqualTo(kept);
        assertThat(decoded.modelText().at()).isEqualTo(kept);
        assertThat(decoded.summarizedAt()).containsExactly(kept);
    }

    private static io.turnstile.schema.Turn throughBytes(io.turnstile.schema.Turn turn) {
        return SERDE.deserializer().deserialize("turns", SERDE.serializer().serialize("turns", turn));
    }
}
