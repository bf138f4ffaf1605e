package io.turnstile.domain.conversation;

import static io.turnstile.domain.conversation.AssemblyFixture.conversation;
import static io.turnstile.domain.turn.TurnFixture.turn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the prompt grows from call to call. */
class PromptTokenDeltasTest {

    @Test
    void theFirstCallOfTurnOneGrowsByItsWholePrompt() {
        assertThat(deltas(conversation(turn("a", 1).call(101, 1_000)))).containsExactly(1_000L);
    }

    @Test
    void deltasAreSignedDifferencesWithinAndAcrossTurns() {
        Conversation conversation = conversation(
                turn("a", 1).numRequests(2).call(101, 1_000).call(102, 1_400),
                turn("b", 2).call(201, 1_300));
        assertThat(deltas(conversation)).containsExactly(1_000L, 400L, -100L);
        assertThat(conversation.isDeltaReliable()).isTrue();
    }

    @Test
    void callsAreTakenInOrderOfTimeWithinTheirTurn() {
        Conversation conversation = conversation(turn("a", 1).call(105, 1_400).call(101, 1_000));
        assertThat(calls(conversation))
                .extracting(call -> call.call().promptTokens())
                .containsExactly(1_000L, 1_400L);
        assertThat(deltas(conversation)).containsExactly(1_000L, 400L);
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 150, 201})
    void aDropAcrossASummarizationNamesItAsTheCause(long summarizedAt) {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 131_032),
                turn("b", 2).summarizedAt(summarizedAt).call(201, 21_271));
        assertThat(deltas(conversation)).containsExactly(131_032L, -109_761L);
        assertThat(causes(conversation)).containsExactly(null, DeltaCause.SUMMARIZED);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 202})
    void aSummarizationAtAnotherTimeIsNoCause(long summarizedAt) {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 131_032),
                turn("b", 2).summarizedAt(summarizedAt).call(201, 21_271));
        assertThat(causes(conversation)).containsExactly(null, null);
    }

    @Test
    void aDropAtAnotherModelNamesTheSwitchAsTheCause() {
        Conversation conversation =
                conversation(turn("a", 1).call(101, 1_000), turn("b", 2).call(201, "model-b", 900L, null));
        assertThat(deltas(conversation)).containsExactly(1_000L, -100L);
        assertThat(causes(conversation)).containsExactly(null, DeltaCause.MODEL_SWITCH);
    }

    @Test
    void aSummarizationIsTheCauseEvenWhereTheModelChangedToo() {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 1_000), turn("b", 2).summarizedAt(200).call(201, "model-b", 900L, null));
        assertThat(causes(conversation)).containsExactly(null, DeltaCause.SUMMARIZED);
    }

    @Test
    void growthHasNoCause() {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 1_000), turn("b", 2).summarizedAt(200).call(201, "model-b", 1_000L, null));
        assertThat(deltas(conversation)).containsExactly(1_000L, 0L);
        assertThat(causes(conversation)).containsExactly(null, null);
    }

    @Test
    void aMissingTurnHidesTheCallBefore() {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 1_000), turn("c", 3).call(301, 3_000).call(302, 3_100));
        assertThat(deltas(conversation)).containsExactly(1_000L, null, 100L);
        assertThat(conversation.isDeltaReliable()).isFalse();
    }

    @Test
    void aMissingFirstTurnHidesTheCallBefore() {
        assertThat(deltas(conversation(turn("b", 2).call(201, 2_000)))).containsExactly((Long) null);
    }

    @Test
    void aTurnWhoseCallsWereNotCapturedHidesTheCallBefore() {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 1_000), turn("b", 2), turn("c", 3).call(301, 3_000));
        assertThat(deltas(conversation)).containsExactly(1_000L, null);
        assertThat(conversation.isDeltaReliable()).isFalse();
    }

    @Test
    void aFirstTurnWhoseCallsWereNotCapturedHidesTheCallBefore() {
        assertThat(deltas(conversation(turn("a", 1), turn("b", 2).call(201, 2_000))))
                .containsExactly((Long) null);
    }

    @Test
    void aTurnWhoseRequestsWereNotMeasuredIsTakenToHaveMadeOne() {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 1_000),
                turn("b", 2).numRequests(null),
                turn("c", 3).call(301, 3_000));
        assertThat(deltas(conversation)).containsExactly(1_000L, null);
        assertThat(conversation.isDeltaReliable()).isFalse();
    }

    @Test
    void aTurnThatMadeNoRequestIsSkipped() {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 1_000),
                turn("b", 2).numRequests(0),
                turn("c", 3).call(301, 3_000));
        assertThat(deltas(conversation)).containsExactly(1_000L, 2_000L);
        assertThat(conversation.isDeltaReliable()).isTrue();
    }

    @Test
    void aFailedAttemptTakesNoPart() {
        Conversation conversation = conversation(turn("a", 1)
                .numRequests(2)
                .call(101, 1_000)
                .call(102, "model-a", null, null)
                .call(103, 1_400));
        assertThat(deltas(conversation)).containsExactly(1_000L, null, 400L);
        assertThat(conversation.isDeltaReliable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subagent", "Subagent/search", "summarizeConversationHistory", "summarise"})
    void subagentsAndSummarizationsTakeNoPart(String subType) {
        Conversation conversation = conversation(turn("a", 1)
                .numRequests(2)
                .call(101, 1_000)
                .call(102, "model-b", 90_000L, subType)
                .call(103, 1_400));
        assertThat(deltas(conversation)).containsExactly(1_000L, null, 400L);
        assertThat(causes(conversation)).containsOnlyNulls();
        assertThat(conversation.isDeltaReliable()).isTrue();
    }

    @Test
    void callsThatTakeNoPartDoNotMakeUpForMissingOnes() {
        Conversation conversation = conversation(turn("a", 1)
                .numRequests(2)
                .call(101, 1_000)
                .call(102, "model-a", null, null)
                .call(103, "model-a", 90_000L, "subagent"));
        assertThat(conversation.isDeltaReliable()).isFalse();
    }

    @Test
    void fewerCallsThanRequestsAreNotReliable() {
        Conversation conversation =
                conversation(turn("a", 1).numRequests(3).call(101, 1_000).call(102, 1_400));
        assertThat(conversation.isComplete()).isTrue();
        assertThat(conversation.isDeltaReliable()).isFalse();
    }

    @Test
    void moreCallsThanRequestsAreReliableAsCancelledOnesAreNotRequests() {
        Conversation conversation =
                conversation(turn("a", 1).numRequests(1).call(101, 1_000).call(102, 1_400));
        assertThat(conversation.isDeltaReliable()).isTrue();
    }

    @Test
    void anAbandonedTurnsCallsTakeNoPart() {
        Conversation conversation = conversation(
                turn("a", 1).call(101, 1_000),
                turn("b", 2).call(201, 9_000),
                turn("b-edited", 2).startingAt(300).call(301, 1_500));
        assertThat(deltas(conversation)).containsExactly(1_000L, 500L);
    }

    private static List<Long> deltas(Conversation conversation) {
        return calls(conversation).stream().map(CallWithDelta::promptTokenDelta).toList();
    }

    private static List<DeltaCause> causes(Conversation conversation) {
        return calls(conversation).stream().map(CallWithDelta::deltaCause).toList();
    }

    private static List<CallWithDelta> calls(Conversation conversation) {
        return conversation.turns().stream()
                .flatMap(turn -> turn.calls().stream())
                .toList();
    }
}
