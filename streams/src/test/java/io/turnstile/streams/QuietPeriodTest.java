package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.streams.conversationassembly.ConversationAssemblyTopology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When conversations close: on stream time while rows flow, on the wall clock when they do not. */
class QuietPeriodTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final long AN_HOUR = 3_600;

    private final PipelineDriver pipeline = new PipelineDriver();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void aBackfillOfADayClosesOnStreamTimeWithinSecondsOfTheWallClock() {
        for (int hour = 0; hour < 24; hour++) {
            send("c-" + hour, 1, hour * AN_HOUR);
            pipeline.pass(A_MOMENT);
        }
        pipeline.pass(A_MOMENT);
        assertThat(pipeline.conversations().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 23).mapToObj(hour -> "c-" + hour).toList());
        assertThat(pipeline.size(ConversationAssemblyTopology.CLOSE_INDEX))
                .as("the last one is open")
                .isEqualTo(1);
    }

    @Test
    void streamTimeClosesAfterTheQuietPeriodAndNotBefore() {
        send("c", 1, 0);
        pipeline.pass(A_MOMENT);
        send("other", 1, Duration.ofMinutes(29).toSeconds());
        pipeline.pass(A_MOMENT);
        pipeline.pass(A_MOMENT);
        assertThat(pipeline.conversations()).isEmpty();
        send("other", 2, Duration.ofMinutes(31).toSeconds());
        pipeline.pass(A_MOMENT);
        pipeline.pass(A_MOMENT);
        assertThat(pipeline.conversations()).containsOnlyKeys("c");
    }

    @Test
    void anIdleStreamClosesOnTheWallClockAfterTheIdlePeriodAndNotBefore() {
        send("c", 1, 0);
        pipeline.pass(A_MOMENT);
        pipeline.pass(Duration.ofMinutes(29));
        assertThat(pipeline.conversations()).isEmpty();
        pipeline.pass(Duration.ofMinutes(2));
        assertThat(pipeline.conversations()).containsOnlyKeys("c");
    }

    /** A machine that takes an hour over ten minutes of rows must not take its own slowness for their pause. */
    @Test
    void theWallClockClosesNothingWhileTurnsArrive() {
        send("c", 1, 0);
        for (int minute = 1; minute <= 12; minute++) {
            send("other-" + minute, 1, 50L * minute);
            pipeline.pass(Duration.ofMinutes(5));
        }
        assertThat(pipeline.conversations()).isEmpty();
    }

    @Test
    void aReplayOfOldRowsIsNotOverdueOnArrival() {
        send("new", 1, 1_000 * AN_HOUR);
        pipeline.quiet();
        for (int turn = 1; turn <= 3; turn++) {
            send("old", turn, turn * AN_HOUR);
            pipeline.pass(A_MOMENT);
            pipeline.pass(Duration.ofMinutes(10));
            assertThat(pipeline.conversations()).as("after turn %d", turn).containsOnlyKeys("new");
        }
        pipeline.quiet();
        assertThat(pipeline.conversations().get("old").getRevision()).isEqualTo(1);
        assertThat(pipeline.conversations().get("old").getTurns()).hasSize(3);
    }

    @Test
    void aConversationThatCannotBeClosedGoesToDeadLettersWithItsKeyAndTheOthersClose() {
        sendAndPoison();
        pipeline.quiet();
        assertThat(pipeline.conversations()).containsOnlyKeys("a", "z");
        assertThat(pipeline.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("poisoned");
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("CONVERSATION_NOT_ASSEMBLED");
            assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo(ConversationAssemblyTopology.NAME);
            assertThat(header(letter, DeadLetterHeaders.DETAIL)).endsWith("Exception");
        });
        assertThat(pipeline.counts(StageCount.DEAD_LETTERS)).containsEntry("CONVERSATION_NOT_ASSEMBLED", 1L);
        assertThat(pipeline.size(ConversationAssemblyTopology.CLOSE_INDEX)).isZero();
    }

    @Test
    void aConversationThatCouldNotBeClosedClosesOnceLaterRowsMakeItWhole() {
        sendAndPoison();
        pipeline.quiet();
        send("poisoned", 2, 100);
        pipeline.quiet();
        assertThat(pipeline.deadLetters()).hasSize(1);
        assertThat(pipeline.partial()).as("its first turn is lost").containsOnlyKeys("poisoned");
    }

    @Test
    void aHeaderThatCannotBeReadGoesToDeadLettersWithItsKeyAndTheOthersCloseInTheSamePunctuation() {
        send("a", 1, 0);
        send("poisoned", 1, 10);
        send("z", 1, 20);
        pipeline.damage("conversation-assembly.conversations", "poisoned");
        pipeline.pass(Duration.ofHours(1));
        assertThat(pipeline.conversations()).containsOnlyKeys("a", "z");
        assertThat(pipeline.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("poisoned");
            assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("CONVERSATION_NOT_ASSEMBLED");
        });
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_CLOSED)).containsEntry("", 3L);
    }

    /** The domain is total, so only damage can poison: the turns of an open conversation are gone. */
    private void sendAndPoison() {
        send("a", 1, 0);
        send("poisoned", 1, 10);
        send("z", 1, 20);
        pipeline.pass(A_MOMENT);
        pipeline.lose("conversation-assembly.turns", "poisoned");
    }

    private void send(String conversation, int turn, long second) {
        pipeline.send(RowFixture.whole(conversation, conversation + "-" + turn, turn, second));
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
