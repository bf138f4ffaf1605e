package io.turnstile.domain.conversation;

import static io.turnstile.domain.conversation.AssemblyFixture.conversation;
import static io.turnstile.domain.conversation.AssemblyFixture.liveIds;
import static io.turnstile.domain.turn.TurnFixture.EPOCH;
import static io.turnstile.domain.turn.TurnFixture.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.TurnFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a conversation is complete, and if it is not, why. */
class CompletenessTest {

    @Test
    void indicesFromOneWithoutAHoleAreComplete() {
        Conversation conversation = conversation(TurnFixture.turns(3));
        assertThat(conversation.isComplete()).isTrue();
        assertThat(conversation.minTurnIndex()).isEqualTo(1);
        assertThat(conversation.maxTurnIndex()).isEqualTo(3);
        assertThat(liveIds(conversation)).containsExactly("m-1", "m-2", "m-3");
    }

    @Test
    void aSingleFirstTurnIsComplete() {
        assertThat(conversation(turn("a", 1)).isComplete()).isTrue();
    }

    @Test
    void aSingleSecondTurnMissesTheFirst() {
        assertPartial(conversation(turn("b", 2)), PartialReason.MISSING_FIRST_TURN);
    }

    @Test
    void aMissingFirstTurnIsNamedBeforeAGap() {
        assertPartial(conversation(turn("b", 2), turn("d", 4)), PartialReason.MISSING_FIRST_TURN);
    }

    @Test
    void aMissingLaterTurnIsAGap() {
        assertPartial(conversation(turn("a", 1), turn("c", 3)), PartialReason.GAP);
    }

    @Test
    void aMissingTurnPlusADuplicatedIndexDoesNotLookComplete() {
        Conversation conversation =
                conversation(turn("a", 1), turn("b", 2), turn("b-again", 2).startingAt(250), turn("d", 4));
        assertPartial(conversation, PartialReason.GAP);
        assertThat(liveIds(conversation)).containsExactly("a", "b-again", "d");
    }

    @Test
    void aTurnWithoutSummaryInTheMiddleExplainsTheHole() {
        Conversation conversation = conversation(turn("a", 1), turn("b", 2).withoutSummary(), turn("c", 3));
        assertPartial(conversation, PartialReason.NO_SUMMARY);
        assertThat(conversation.unsummarizedTurnCount()).isEqualTo(1);
        assertThat(liveIds(conversation)).containsExactly("a", "c");
    }

    @Test
    void aFirstTurnWithoutSummaryExplainsTheHole() {
        assertPartial(conversation(turn("a", 1).withoutSummary(), turn("b", 2)), PartialReason.NO_SUMMARY);
    }

    @Test
    void aTurnWithoutSummaryDoesNotExplainTwoHoles() {
        assertPartial(conversation(turn("a", 1), turn("b", 2).withoutSummary(), turn("d", 4)), PartialReason.GAP);
    }

    @Test
    void aTurnWithoutSummaryThatStartedAfterTheLastDoesNotExplainAnEarlierHole() {
        assertPartial(conversation(turn("a", 1), turn("c", 3), turn("d", 4).withoutSummary()), PartialReason.GAP);
    }

    @Test
    void aTrailingTurnWithoutSummaryLeavesItComplete() {
        Conversation conversation = conversation(turn("a", 1), turn("b", 2).withoutSummary());
        assertThat(conversation.isComplete()).isTrue();
        assertThat(conversation.unsummarizedTurnCount()).isEqualTo(1);
        assertThat(liveIds(conversation)).containsExactly("a");
    }

    @Test
    void turnsWithoutAnySummaryAreNoCompleteConversation() {
        Conversation conversation =
                conversation(turn("a", 1).withoutSummary(), turn("b", 2).withoutSummary());
        assertPartial(conversation, PartialReason.NO_SUMMARY);
        assertThat(conversation.minTurnIndex()).isNull();
        assertThat(conversation.maxTurnIndex()).isNull();
    }

    @Test
    void summariesOfWhichNoneSaysAPlaceAreNoCompleteConversation() {
        Conversation conversation =
                conversation(turn("a", 1).turnIndex(null), turn("b", 1).turnIndex(0));
        assertPartial(conversation, PartialReason.NO_TURN_INDEX);
        assertThat(conversation.unsummarizedTurnCount()).isEqualTo(2);
    }

    @Test
    void aSummaryWithoutAPlaceDoesNotFillAHole() {
        assertPartial(conversation(turn("a", 1), turn("b", 2).turnIndex(null), turn("c", 3)), PartialReason.GAP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "failed", "maxToolCalls", "somethingNew"})
    void completenessIsTakenBeforeAnyFilterOnResponseType(String responseType) {
        assertThat(conversation(turn("a", 1), turn("b", 2).responseType(responseType), turn("c", 3))
                        .isComplete())
                .isTrue();
    }

    @Test
    void aConversationReachesFromItsEarliestTurnToItsLatestRow() {
        Conversation conversation =
                conversation(turn("b", 2), turn("a", 1), turn("c", 3).withoutSummary());
        assertThat(conversation.startedAt()).isEqualTo(EPOCH.plusSeconds(100));
        assertThat(conversation.lastEventAt()).isEqualTo(EPOCH.plusSeconds(310));
    }

    private static void assertPartial(Conversation conversation, PartialReason reason) {
        assertThat(conversation.partialReason()).isEqualTo(reason);
        assertThat(conversation.isComplete()).isFalse();
        assertThat(conversation.stratum()).isNull();
        assertThat(conversation.isDeltaReliable()).isFalse();
    }
}
