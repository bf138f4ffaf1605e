package io.turnstile.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.schema.Turn;
import io.turnstile.schema.state.ConversationState;
import io.turnstile.schema.state.Outcome;
import io.turnstile.schema.state.RequestedTurns;
import io.turnstile.schema.state.TurnBinding;
import io.turnstile.topic.Topic;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateSerdeTest {

    private static final String STORE = "application-conversation-store-changelog";
    private static final Serde<ConversationState> SERDE = StateSerde.of(ConversationState.class);
    private static final ConversationState STATE =
            new ConversationState(true, 1_000L, 2_000L, 3, Outcome.COMPLETE, "00ff");

    @Test
    void aStateIsReadBackAsItWasWritten() {
        assertThat(roundTrip(SERDE, STATE)).isEqualTo(STATE);
    }

    @Test
    void nullsWithinAStateStayNull() {
        var before = new ConversationState(false, 0L, 0L, 0, null, null);

        assertThat(roundTrip(SERDE, before)).isEqualTo(before);
    }

    @Test
    void nestedRecordsAndTimesAreReadBack() {
        var turn = Turn.newBuilder()
                .setMessageId("message-1")
                .setConversationId("")
                .setStartedAt(Instant.ofEpochMilli(1))
                .setLastEventAt(Instant.ofEpochMilli(2))
                .setUserText("\uD83D\uDD12")
                .build();
        var binding = new TurnBinding(List.of("c"), turn, 4, 5L, 6L);

        assertThat(roundTrip(StateSerde.of(TurnBinding.class), binding)).isEqualTo(binding);
    }

    @Test
    void nullStaysNull() {
        assertThat(SERDE.serializer().serialize(STORE, null)).isNull();
        assertThat(SERDE.deserializer().deserialize(STORE, null)).isNull();
    }

    @Test
    void aStateIsWrittenUpToWhatItsChangelogTakesAndRefusedBeyond() {
        int limit = Topic.maxValueBytes(StateSerde.MAX_MESSAGE_BYTES);
        int overhead = SERDE.serializer().serialize(STORE, sized(1_000_000)).length - 1_000_000;

        assertThat(SERDE.serializer().serialize(STORE, sized(limit - overhead - 1)))
                .hasSizeBetween(limit - 2, limit);
        assertThatThrownBy(() -> SERDE.serializer().serialize(STORE, sized(limit - overhead + 2)))
                .isInstanceOfSatisfying(ValueTooLargeException.class, tooLarge -> {
                    assertThat(tooLarge.topic()).isEqualTo(STORE);
                    assertThat(tooLarge.limit()).isEqualTo(limit);
                    assertThat(tooLarge.size()).isBetween(limit + 1, limit + 4);
                })
                .hasMessageContaining(STORE)
                .hasMessageNotContaining("xx");
    }

    private static ConversationState sized(int chars) {
        return new ConversationState(true, 1_000L, 2_000L, 3, Outcome.COMPLETE, "x".repeat(chars));
    }

    static Stream<Named<byte[]>> unreadable() {
        byte[] written = SERDE.serializer().serialize(STORE, STATE);
        byte[] other = StateSerde.of(RequestedTurns.class)
                .serializer()
                .serialize(STORE, new RequestedTurns(Map.of("message-1", "00ff")));
        byte[] senseless = written.clone();
        Arrays.fill(senseless, 10, senseless.length, (byte) 0xff);
        return Stream.of(
                Named.of("no bytes", new byte[0]),
                Named.of("text", "this is not Avro at all".getBytes(UTF_8)),
                Named.of("another state's record", other),
                Named.of("a record that is cut", Arrays.copyOf(written, written.length - 3)),
                Named.of("a header alone", Arrays.copyOf(written, 10)),
                Named.of("a header before a senseless body", senseless));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNoStateSaysWhichStoreAndWhatToDo(byte[] bytes) {
        assertThatThrownBy(() -> SERDE.deserializer().deserialize(STORE, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(STORE)
                .hasMessageContaining("reset the application");
    }

    private static <V extends SpecificRecordBase> V roundTrip(Serde<V> serde, V value) {
        return serde.deserializer().deserialize(STORE, serde.serializer().serialize(STORE, value));
    }
}
