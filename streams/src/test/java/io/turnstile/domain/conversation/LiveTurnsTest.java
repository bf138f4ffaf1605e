package io.turnstile.domain.conversation;

import static io.turnstile.domain.conversation.AssemblyFixture.AGENT;
import static io.turnstile.domain.conversation.AssemblyFixture.ALL;
import static io.turnstile.domain.conversation.AssemblyFixture.assembled;
import static io.turnstile.domain.conversation.AssemblyFixture.conversation;
import static io.turnstile.domain.conversation.AssemblyFixture.liveIds;
import static io.turnstile.domain.turn.TurnFixture.EPOCH;
import static io.turnstile.domain.turn.TurnFixture.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.ModelText;
import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnParts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which turns of a conversation are live: not abandoned, not a subagent's, and turns at all. */
class LiveTurnsTest {

    @Test
    void aRetriedTurnAbandonsTheFirstAttempt() {
        Conversation conversation =
                conversation(turn("a", 1), turn("b", 2), turn("b-retried", 2).startingAt(300));
        assertThat(liveIds(conversation)).containsExactly("a", "b-retried");
        assertThat(conversation.abandonedTurnCount()).isEqualTo(1);
        assertThat(conversation.isComplete()).isTrue();
    }

    @Test
    void anEditedTurnAbandonsItselfAndAllThatFollowed() {
        Conversation conversation = conversation(
                turn("a", 1), turn("b", 2), turn("c", 3), turn("b-edited", 2).startingAt(400));
        assertThat(liveIds(conversation)).containsExactly("a", "b-edited");
        assertThat(conversation.abandonedTurnCount()).isEqualTo(2);
        assertThat(conversation.isComplete()).isTrue();
    }

    @Test
    void aRestoredCheckpointGoesOnFromWhereItWasTaken() {
        Conversation conversation = conversation(
                turn("a", 1),
                turn("b", 2),
                turn("c", 3),
                turn("b-restored", 2).startingAt(400),
                turn("c-restored", 3).startingAt(500),
                turn("d", 4).startingAt(600));
        assertThat(liveIds(conversation)).containsExactly("a", "b-restored", "c-restored", "d");
        assertThat(conversation.abandonedTurnCount()).isEqualTo(2);
    }

    @Test
    void aTurnThatWasItselfAbandonedStillAbandonsThoseBeforeIt() {
        Conversation conversation = conversation(
                turn("b", 2),
                turn("b-edited", 2).startingAt(300),
                turn("a-edited", 1).startingAt(400));
        assertThat(liveIds(conversation)).containsExactly("a-edited");
        assertThat(conversation.abandonedTurnCount()).isEqualTo(2);
    }

    @Test
    void aTurnWithoutSummaryAbandonsNothing() {
        Conversation conversation = conversation(
                turn("a", 1), turn("b", 2), turn("a-edited", 1).startingAt(300).withoutSummary());
        assertThat(liveIds(conversation)).containsExactly("a", "b");
    }

    @Test
    void ofTwoThatStartedAtOneTimeTheGreaterIdIsLive() {
        Conversation conversation = conversation(
                turn("a", 1), turn("y", 2).startingAt(200), turn("x", 2).startingAt(200));
        assertThat(liveIds(conversation)).containsExactly("a", "y");
    }

    @Test
    void aSubagentOfANamedParentNeverCounts() {
        Conversation conversation =
                conversation(turn("a", 1), turn("b", 2), turn("sub", 3).parentRequestId("b"));
        assertThat(liveIds(conversation)).containsExactly("a", "b");
        assertThat(conversation.subagentTurnCount()).isEqualTo(1);
    }

    @Test
    void aTurnOfWhichEveryCallIsASubagentsNeverCounts() {
        Conversation conversation = conversation(
                turn("a", 1),
                turn("sub", 2).call(201, "model-a", 10L, "subagent").call(202, "model-a", 20L, "Subagent/search"));
        assertThat(liveIds(conversation)).containsExactly("a");
        assertThat(conversation.subagentTurnCount()).isEqualTo(1);
    }

    @Test
    void aTurnThatMadeOneCallOfItsOwnIsNoSubagent() {
        Conversation conversation =
                conversation(turn("a", 1).call(101, "model-a", 10L, "subagent").call(102, 20));
        assertThat(liveIds(conversation)).containsExactly("a");
        assertThat(conversation.subagentTurnCount()).isZero();
    }

    @Test
    void aTurnThatNamesItselfAsItsParentIsNoSubagent() {
        assertThat(liveIds(conversation(turn("a", 1).parentRequestId("a")))).containsExactly("a");
    }

    @Test
    void aSubagentsTurnIndexOneDoesNotDisturbItsParentsTurns() {
        Conversation conversation = conversation(
                turn("a", 1), turn("b", 2), turn("sub", 1).startingAt(205).parentRequestId("b"), turn("c", 3));
        assertThat(liveIds(conversation)).containsExactly("a", "b", "c");
        assertThat(conversation.isComplete()).isTrue();
        assertThat(conversation.abandonedTurnCount()).isZero();
    }

    @Test
    void theFinalModelTextUnderAFreshIdIsNoTurn() {
        Instant at = EPOCH.plusSeconds(111);
        Turn finalText = new TurnParts("fresh", "c", at, at)
                .modelText(new ModelText(at, "Done with a"))
                .build();
        Conversation conversation = conversation(
                List.of(turn("a", 1).build(), finalText, turn("b", 2).build()));
        assertThat(liveIds(conversation)).containsExactly("a", "b");
        assertThat(conversation.unsummarizedTurnCount()).isZero();
        assertThat(conversation.isComplete()).isTrue();
    }

    @Test
    void turnsThatAreAllASubagentsMakeNoConversation() {
        assertNotAssembled(
                assembled(AGENT, turn("sub", 1).parentRequestId("elsewhere")), Assembled.Reason.SUBAGENT_ONLY);
    }

    @Test
    void turnsOfWhichNoneIsInATakenModeMakeNoConversation() {
        assertNotAssembled(
                assembled(AGENT, turn("a", 1).statedMode("ask"), turn("b", 2).statedMode("edit")),
                Assembled.Reason.MODE_NOT_TAKEN);
    }

    @Test
    void whereNoTurnIsLiveTheModesOfThoseThatWereSeenDecide() {
        assertNotAssembled(
                assembled(
                        AGENT,
                        turn("a", 1).withoutSummary().statedMode("ask"),
                        turn("b", 2).turnIndex(null).statedMode("edit")),
                Assembled.Reason.MODE_NOT_TAKEN);
        var oneIsTaken = conversationOf(assembled(
                AGENT,
                turn("a", 1).withoutSummary().statedMode("ask"),
                turn("b", 2).withoutSummary()));
        assertThat(oneIsTaken.partialReason()).isEqualTo(PartialReason.NO_SUMMARY);
    }

    @Test
    void aSeenTurnInATakenModeDoesNotTakeAConversationWhoseLiveTurnsAreInOthers() {
        assertNotAssembled(
                assembled(AGENT, turn("a", 1).statedMode("ask"), turn("b", 2).withoutSummary()),
                Assembled.Reason.MODE_NOT_TAKEN);
    }

    @Test
    void inlineChatIsKnownByItsIntentAndNotTaken() {
        assertNotAssembled(
                assembled(AGENT, turn("a", 1).statedMode(null).intentId("inline")), Assembled.Reason.MODE_NOT_TAKEN);
    }

    @Test
    void oneLiveTurnInATakenModeTakesTheWholeConversation() {
        Assembled assembled = assembled(
                AGENT,
                turn("a", 1).statedMode("ask"),
                turn("b", 2),
                turn("c", 3).statedMode("edit"));
        assertThat(liveIds(conversationOf(assembled))).containsExactly("a", "b", "c");
    }

    @Test
    void anAbandonedTurnInATakenModeDoesNotTakeTheConversation() {
        assertNotAssembled(
                assembled(
                        AGENT, turn("a", 1), turn("a-edited", 1).startingAt(200).statedMode("ask")),
                Assembled.Reason.MODE_NOT_TAKEN);
    }

    @Test
    void aModeThatWasNotCapturedIsTaken() {
        Assembled assembled = assembled(AGENT, turn("a", 1).statedMode(null).intentId(null));
        assertThat(liveIds(conversationOf(assembled))).containsExactly("a");
    }

    @Test
    void whereNoModeIsNamedAllAreTaken() {
        Assembled assembled = assembled(ALL, turn("a", 1).statedMode("ask"));
        assertThat(liveIds(conversationOf(assembled))).containsExactly("a");
    }

    private static Conversation conversationOf(Assembled assembled) {
        return ((Assembled.AsConversation) assembled).conversation();
    }

    private static void assertNotAssembled(Assembled assembled, Assembled.Reason reason) {
        assertThat(assembled).isEqualTo(new Assembled.NotAssembled(reason));
    }
}
