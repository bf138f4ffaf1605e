package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.PartialReason;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.Verdict;
import io.turnstile.streams.conversationassembly.ConversationAssemblyTopology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private final PipelineDriver pipeline = new PipelineDriver();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void rowsBecomeLabelsAndCounts() {
        pipeline.send(conversation("c", 3));
        pipeline.quiet();
        pipeline.judge("test/1");

        var conversation = pipeline.conversations().get("c");
        assertThat(conversation.getRevision()).isEqualTo(1);
        assertThat(conversation.getTurns())
                .extracting(turn -> turn.getMessageId())
                .containsExactly("c-1", "c-2", "c-3");
        assertThat(conversation.getTurns())
                .extracting(turn -> turn.getCalls().get(0).getPromptTokenDelta())
                .containsExactly(1_000L, 1_000L, 1_000L);
        assertThat(pipeline.partial()).isEmpty();
        assertThat(pipeline.requests()).hasSize(3);
        assertThat(pipeline.labeled()).hasSize(3);
        assertThat(pipeline.labelCounts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("turn 1 counts in both datasets")
                .isEqualTo(4);
    }

    @Test
    void nothingIsLeftOpenWhenAllIsQuiet() {
        pipeline.send(conversation("c", 2));
        assertThat(pipeline.size(ConversationAssemblyTopology.CLOSE_INDEX)).isEqualTo(1);
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_OPENED)).containsEntry("", 1L);
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_CLOSED)).isEmpty();
        pipeline.quiet();
        assertThat(pipeline.size(ConversationAssemblyTopology.CLOSE_INDEX)).isZero();
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_CLOSED)).containsEntry("", 1L);
    }

    @Test
    void aConversationStaysOpenUntilItIsQuiet() {
        pipeline.send(conversation("c", 1));
        pipeline.pass(Duration.ofSeconds(1));
        pipeline.pass(Duration.ofMinutes(20));
        pipeline.send(RowFixture.whole("c", "c-2", 2, 200));
        pipeline.pass(Duration.ofSeconds(1));
        pipeline.pass(Duration.ofMinutes(20));
        assertThat(pipeline.conversations()).as("20 minutes after its last row").isEmpty();
        pipeline.pass(Duration.ofMinutes(11));
        assertThat(pipeline.conversations().get("c").getRevision()).isEqualTo(1);
        assertThat(pipeline.conversations().get("c").getTurns()).hasSize(2);
    }

    @Test
    void aBackfillClosesOnStreamTime() {
        pipeline.send(conversation("old", 2));
        pipeline.pass(Duration.ofSeconds(1));
        pipeline.send(RowFixture.whole("new", "new-1", 1, 7_200));
        pipeline.pass(Duration.ofSeconds(1));
        pipeline.pass(Duration.ofSeconds(1));
        assertThat(pipeline.conversations()).containsOnlyKeys("old");
    }

    @Test
    void aReplayOfOldRowsDoesNotCloseEarly() {
        pipeline.send(RowFixture.whole("new", "new-1", 1, 1_000_000));
        pipeline.quiet();
        pipeline.send(RowFixture.whole("old", "old-1", 1, 0));
        pipeline.pass(Duration.ofSeconds(1));
        pipeline.pass(Duration.ofSeconds(5));
        assertThat(pipeline.conversations()).containsOnlyKeys("new");
    }

    @Test
    void laterRowsReviseAndReadingTwiceDoesNot() {
        pipeline.send(conversation("c", 2));
        pipeline.quiet();
        pipeline.send(conversation("c", 2));
        pipeline.quiet();
        assertThat(pipeline.conversations().get("c").getRevision()).isEqualTo(1);
        pipeline.send(conversation("c", 4));
        pipeline.quiet();
        assertThat(pipeline.conversations().get("c").getRevision()).isEqualTo(2);
        assertThat(pipeline.conversations().get("c").getTurns()).hasSize(4);
    }

    @Test
    void aPartialConversationThatBecomesCompleteMovesBetweenTheTopics() {
        pipeline.send(RowFixture.whole("c", "c-2", 2, 100));
        pipeline.quiet();
        assertThat(pipeline.partial().get("c").getPartialReason()).isEqualTo(PartialReason.MISSING_FIRST_TURN);
        assertThat(pipeline.partial().get("c").getDeltaReliable()).isFalse();
        pipeline.send(RowFixture.whole("c", "c-1", 1, 0));
        pipeline.quiet();
        assertThat(pipeline.partial()).isEmpty();
        assertThat(pipeline.conversations().get("c").getRevision()).isEqualTo(2);
    }

    @Test
    void aCompleteConversationThatBecomesPartialRetractsItsRequestsAndLabels() {
        pipeline.send(conversation("c", 3));
        pipeline.quiet();
        pipeline.judge("test/1");
        assertThat(pipeline.labeled()).hasSize(3);
        pipeline.send(RowFixture.whole("c", "c-5", 5, 500));
        pipeline.quiet();
        assertThat(pipeline.partial().get("c").getPartialReason()).isEqualTo(PartialReason.GAP);
        assertThat(pipeline.conversations()).isEmpty();
        assertThat(pipeline.requests()).isEmpty();
        assertThat(pipeline.labeled()).isEmpty();
        assertThat(pipeline.labelCounts()).isEmpty();
    }

    @Test
    void anEditedTurnRetractsTheAbandonedBranch() {
        pipeline.send(conversation("c", 3));
        pipeline.quiet();
        pipeline.judge("test/1");
        pipeline.send(RowFixture.whole("c", "c-2-edited", 2, 1_000));
        pipeline.send(RowFixture.whole("c", "c-3-again", 3, 1_100));
        pipeline.quiet();
        pipeline.judge("test/1");
        assertThat(pipeline.labeled()).containsOnlyKeys("c-1", "c-2-edited", "c-3-again");
        assertThat(pipeline.conversations().get("c").getAbandonedTurnCount()).isEqualTo(2);
    }

    @Test
    void aNewStratumReachesTheLabelWithoutANewVerdict() {
        pipeline.send(conversation("c", 5));
        pipeline.quiet();
        pipeline.judge("test/1");
        pipeline.send(RowFixture.whole("c", "c-6", 6, 600));
        pipeline.quiet();
        assertThat(pipeline.labeled().get("c-2").getMemberships())
                .extracting(membership -> membership.getStratum())
                .containsExactly("MEDIUM");
        assertThat(pipeline.labelCounts().keySet()).noneMatch(cell -> cell.contains("SHORT"));
    }

    @Test
    void aVerdictIsJoinedOnlyToTheRequestThatItJudged() {
        pipeline.send(conversation("c", 1));
        pipeline.quiet();
        Verdict stale = PipelineDriver.verdict(pipeline.requests().get("c-1"), "test/1");
        stale.put("inputHash", "of something else");
        pipeline.sendVerdict(stale);
        assertThat(pipeline.labeled()).isEmpty();
        pipeline.judge("test/1");
        assertThat(pipeline.labeled()).hasSize(1);
    }

    @Test
    void aCorrectedVerdictSubtractsItsOldLabel() {
        pipeline.send(conversation("c", 1));
        pipeline.quiet();
        Verdict verdict = PipelineDriver.verdict(pipeline.requests().get("c-1"), "test/1");
        verdict.put("label", 0);
        pipeline.sendVerdict(verdict);
        assertThat(pipeline.labelCounts()).isEqualTo(Map.of("SESSION/SIMPLE/BEGINNING/0", 1L));
        verdict.put("label", 1);
        pipeline.sendVerdict(verdict);
        assertThat(pipeline.labelCounts()).isEqualTo(Map.of("SESSION/SIMPLE/BEGINNING/1", 1L));
    }

    @Test
    void rowsOutsideAnyTurnAreCountedByReason() {
        var fixture = RowFixture.turn("unknown", "m", 1);
        pipeline.send(fixture.call(0, "call", "model-a", 10)
                .add(1, "some.new.event", Map.of(), Map.of())
                .add(2, "response.success", Map.of(), Map.of())
                .add(3, "panel.request", Map.of("messageId", "unknown"), Map.of())
                .rows());
        assertThat(pipeline.counts(StageCount.IGNORED_ROWS))
                .isEqualTo(Map.of("UNKNOWN_EVENT", 1L, "EVENT_NOT_USED", 1L, "NO_TURN_KEY", 1L));
        assertThat(pipeline.counts(StageCount.ROWS_HELD)).containsEntry("", 1L);
        assertThat(pipeline.counts(StageCount.ROWS)).containsEntry("", 4L);
    }

    @Test
    void rowsThatWaitForTheirConversationAreAssembledWhenItIsNamed() {
        List<TelemetryRow> call = RowFixture.turn("unknown", "c-1", 1)
                .call(1, "call", "model-a", 77)
                .rows();
        pipeline.send(call);
        assertThat(pipeline.counts(StageCount.ROWS_HELD)).containsEntry("", 1L);
        pipeline.send(RowFixture.turn("c", "c-1", 1)
                .userText(0, "Why does it deadlock", "agent")
                .summary(10, "success", 1)
                .rows());
        pipeline.quiet();
        assertThat(pipeline.counts(StageCount.ROWS_RELEASED)).containsEntry("", 1L);
        assertThat(pipeline.conversations().get("c").getTurns().get(0).getCalls())
                .hasSize(1);
    }

    @Test
    void rowsOfATurnThatNeverGetsAConversationAreIgnoredOnceItsRetentionHasPassed() {
        pipeline.send(RowFixture.turn("unknown", "title", 1)
                .call(1, "call-1", "model-a", 10)
                .call(2, "call-2", "model-a", 20)
                .rows());
        assertThat(pipeline.counts(StageCount.IGNORED_ROWS)).isEmpty();
        pipeline.passUntilEmpty("turn-assembly.retention-index", Duration.ofDays(11), Duration.ofMinutes(1));
        assertThat(pipeline.counts(StageCount.IGNORED_ROWS)).isEqualTo(Map.of("NO_CONVERSATION_ID", 2L));
    }

    @Test
    void aConversationThatIsReconsideredIsCountedAsSuchAndNoCountFalls() {
        pipeline.send(RowFixture.turn("c", "c-1", 1)
                .userText(0, "What is a monad", "ask")
                .summary(10, "success", 1)
                .rows());
        pipeline.quiet();
        pipeline.send(RowFixture.whole("c", "c-2", 2, 100));
        pipeline.quiet();
        assertThat(pipeline.conversations()).containsOnlyKeys("c");
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_NOT_ASSEMBLED)).isEqualTo(Map.of("MODE_NOT_TAKEN", 1L));
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_RECONSIDERED)).isEqualTo(Map.of("MODE_NOT_TAKEN", 1L));
    }

    @Test
    void aConversationThatStaysNotAssembledIsCountedOnce() {
        for (int turn = 1; turn <= 2; turn++) {
            pipeline.send(RowFixture.turn("c", "c-" + turn, turn)
                    .userText(100L * turn, "What is a monad", "ask")
                    .summary(100L * turn + 10, "success", 1)
                    .rows());
            pipeline.quiet();
        }
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_NOT_ASSEMBLED)).isEqualTo(Map.of("MODE_NOT_TAKEN", 1L));
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_CLOSED)).containsEntry("", 2L);
    }

    @Test
    void conversationsInOtherModesAreCountedNotAssembled() {
        pipeline.send(RowFixture.turn("c", "c-1", 1)
                .userText(0, "What is a monad", "ask")
                .summary(10, "success", 1)
                .rows());
        pipeline.quiet();
        assertThat(pipeline.conversations()).isEmpty();
        assertThat(pipeline.partial()).isEmpty();
        assertThat(pipeline.counts(StageCount.CONVERSATIONS_NOT_ASSEMBLED)).containsEntry("MODE_NOT_TAKEN", 1L);
    }

    @Test
    void anUndecodableRowGoesToDeadLettersAndTheRestGoesOn() {
        byte[] poison = "not avro".getBytes(StandardCharsets.UTF_8);
        // Under exactly-once the test driver clears its producer before the letter's transaction is committed.
        try (var driver = new PipelineDriver(Map.of("streams.guarantee", "at_least_once"))) {
            driver.sendRaw(PipelineDriver.topics().telemetry(), "m", poison);
            driver.send(conversation("c", 1));
            driver.quiet();
            assertThat(driver.conversations()).hasSize(1);
            var letters = driver.deadLetters();
            assertThat(letters).hasSize(1);
            assertThat(letters.get(0).value()).isEqualTo(poison);
            assertThat(new String(letters.get(0)
                            .headers()
                            .lastHeader(DeadLetterHeaders.REASON)
                            .value()))
                    .isEqualTo("DESERIALIZATION");
        }
    }

    @Test
    void messageTextIsStoredOnceWhileAConversationIsAssembled() {
        pipeline.send(RowFixture.turn("c", "c-1", 1)
                .userText(0, "Where does the needle lie", "agent")
                .modelText(1, "In the haystack")
                .rows());
        assertThat(pipeline.storesThatHold("needle")).containsExactly("conversation-assembly.turns");
        assertThat(pipeline.storesThatHold("haystack")).containsExactly("conversation-assembly.turns");
    }

    @Test
    void countsFollowTheStrataAndPositionsOfAConversationThatGrows() {
        pipeline.send(conversation("c", 3));
        pipeline.quiet();
        pipeline.judge("test/1");
        assertThat(pipeline.labelCounts())
                .isEqualTo(Map.of(
                        "SESSION/SIMPLE/BEGINNING/0", 1L,
                        "CONVERSATION/SHORT/BEGINNING/0", 1L,
                        "CONVERSATION/SHORT/MIDDLE/0", 1L,
                        "CONVERSATION/SHORT/END/0", 1L));
        pipeline.send(conversation("c", 7));
        pipeline.quiet();
        pipeline.judge("test/1");
        assertThat(pipeline.labelCounts())
                .isEqualTo(Map.of(
                        "SESSION/SIMPLE/BEGINNING/0", 1L,
                        "CONVERSATION/MEDIUM/BEGINNING/0", 3L,
                        "CONVERSATION/MEDIUM/MIDDLE/0", 2L,
                        "CONVERSATION/MEDIUM/END/0", 2L));
    }

    @Test
    void stateLeavesAfterItsRetention() {
        pipeline.send(conversation("c", 3));
        pipeline.quiet();
        pipeline.passUntilEmpty("turn-assembly.retention-index", Duration.ofDays(11), Duration.ofMinutes(1));
        assertThat(pipeline.size("turn-assembly.bindings")).isZero();
        assertThat(pipeline.size("conversation-assembly.turns")).isEqualTo(3);
        pipeline.passUntilEmpty("conversation-assembly.retention-index", Duration.ofDays(31), Duration.ofSeconds(1));
        assertThat(pipeline.size("conversation-assembly.turns")).isZero();
        assertThat(pipeline.size("conversation-assembly.conversations")).isZero();
        assertThat(pipeline.conversations()).as("what was emitted stays").hasSize(1);
    }

    @Test
    void aLeapOfStreamTimeLosesNoOpenConversation() {
        pipeline.send(conversation("c", 2));
        pipeline.pass(Duration.ofSeconds(1));
        pipeline.send(
                RowFixture.whole("later", "later-1", 1, Duration.ofDays(40).toSeconds()));
        pipeline.quiet();
        assertThat(pipeline.conversations()).containsOnlyKeys("c", "later");
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        List<TelemetryRow> rows = new ArrayList<>(conversation("c", 4));
        pipeline.send(rows);
        pipeline.quiet();
        Collections.reverse(rows);
        try (var reversed = new PipelineDriver()) {
            reversed.send(rows);
            reversed.quiet();
            assertThat(reversed.conversations())
                    .hasToString(pipeline.conversations().toString());
            assertThat(reversed.requests()).hasToString(pipeline.requests().toString());
        }
    }

    private static List<TelemetryRow> conversation(String id, int turns) {
        var rows = new ArrayList<TelemetryRow>();
        for (int turn = 1; turn <= turns; turn++) {
            rows.addAll(RowFixture.whole(id, id + "-" + turn, turn, 100L * turn));
        }
        return rows;
    }

    @Test
    void aRowWithoutAConversationThatComesAgainSendsNothing() {
        List<TelemetryRow> unnamed = RowFixture.turn("unknown", "m", 1)
                .call(1, "call", "model-a", 10)
                .rows();
        try (var driver = new PipelineDriver()) {
            driver.send(RowFixture.whole("c", "m", 1, 0));
            driver.send(unnamed);
            long sent = driver.counts(StageCount.TURNS_SENT).get("");
            driver.send(unnamed);
            assertThat(driver.counts(StageCount.TURNS_SENT)).containsEntry("", sent);
        }
    }
}
