package io.turnstile.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.schema.Turn;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values of topics up to their limit, and beyond. */
class BoundedValuesTest {

    private static final String REGISTRY = "mock://bounded-values";
    private static final TopicCatalogue TOPICS =
            new TopicCatalogue(new TopicConfiguration("bounded.", 1, 1, Duration.ofDays(7)));
    private static final Topic<Turn> TOPIC = TOPICS.turns();
    private static final Serde<Turn> SERDE = new AvroSerdes(REGISTRY).valueSerde(TOPIC);

    @BeforeAll
    static void register() {
        SchemaRegistration.registerAll(REGISTRY, List.of(TOPIC));
    }

    @Test
    void aValueIsWrittenUpToTheTopicsLimitAndRefusedBeyond() {
        int overhead = write(turn(2_000_000)).length - 2_000_000;

        assertThat(write(turn(TOPIC.maxValueBytes() - overhead))).hasSize(TOPIC.maxValueBytes());
        assertThatThrownBy(() -> write(turn(TOPIC.maxValueBytes() - overhead + 1)))
                .isInstanceOfSatisfying(ValueTooLargeException.class, tooLarge -> {
                    assertThat(tooLarge.topic()).isEqualTo("bounded.turns");
                    assertThat(tooLarge.size()).isEqualTo(TOPIC.maxValueBytes() + 1);
                    assertThat(tooLarge.limit()).isEqualTo(TOPIC.maxValueBytes());
                })
                .hasMessageContaining("bounded.turns")
                .as("the text itself is not told")
                .hasMessageNotContaining("xx");
    }

    @Test
    void rawBytesAreBoundedToo() {
        Topic<byte[]> letters = TOPICS.deadLetters();
        var serializer = new AvroSerdes(REGISTRY).valueSerde(letters).serializer();

        assertThat(serializer.serialize(letters.name(), new byte[letters.maxValueBytes()]))
                .hasSize(letters.maxValueBytes());
        assertThatThrownBy(() -> serializer.serialize(letters.name(), new byte[letters.maxValueBytes() + 1]))
                .isInstanceOf(ValueTooLargeException.class);
    }

    @Test
    void everyTopicLeavesRoomForKeyAndHeaders() {
        assertThat(TOPICS.all())
                .allSatisfy(topic -> assertThat(topic.maxMessageBytes() - topic.maxValueBytes())
                        .isBetween(40_000, 400_000));
    }

    private static byte[] write(Turn turn) {
        return SERDE.serializer().serialize(TOPIC.name(), turn);
    }

    private static Turn turn(int chars) {
        return Turn.newBuilder()
                .setMessageId("m")
                .setConversationId("c")
                .setStartedAt(Instant.EPOCH)
                .setLastEventAt(Instant.EPOCH)
                .setUserText("x".repeat(chars))
                .build();
    }
}
