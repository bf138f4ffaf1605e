package io.turnstile.producers.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.PartialReason;
import io.turnstile.schema.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract's rules on conversations made by hand. */
class TruthRulesTest {

    private static final TruthRules RULES = new TruthRules(Set.of("agent"));

    @Test
    void aPrefixIsCompleteAndItsTrailingTurnWithoutSummaryIsLeftOut() {
        var truth = truth(turn(1, 10), turn(2, 20), turn(3, 30).with(Fate.WITHOUT_SUMMARY));

        assertThat(truth.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(truth.turns()).extracting(TurnTruth::messageId).containsExactly("1@10", "2@20");
        assertThat(truth.unsummarizedTurns()).isEqualTo(1);
    }

    @Test
    void aRestoredCheckpointAbandonsEveryLaterTurnBeforeIt() {
        var truth = truth(turn(1, 10), turn(2, 20), turn(3, 30), turn(2, 40), turn(3, 50));

        assertThat(truth.turns()).extracting(TurnTruth::messageId).containsExactly("1@10", "2@40", "3@50");
        assertThat(truth.abandonedTurns()).isEqualTo(2);
    }

    @Test
    void aMissingTurnThatWasSeenWithoutSummaryIsNoSummary() {
        assertThat(truth(turn(1, 10), turn(2, 20).with(Fate.WITHOUT_SUMMARY), turn(3, 30))
                        .partialReason())
                .isEqualTo(PartialReason.NO_SUMMARY);
        assertThat(truth(turn(1, 10).with(Fate.WITHOUT_SUMMARY)).partialReason())
                .isEqualTo(PartialReason.NO_SUMMARY);
    }

    @Test
    void aTurnWithoutSummaryAfterTheLastLiveTurnDoesNotExplainAGap() {
        assertThat(truth(turn(1, 10), turn(3, 30), turn(4, 40).with(Fate.WITHOUT_SUMMARY))
                        .partialReason())
                .isEqualTo(PartialReason.GAP);
    }

    @Test
    void aLostTurnIsAGapOrTheMissingFirst() {
        assertThat(truth(turn(1, 10), turn(2, 20).with(Fate.LOST), turn(3, 30)).partialReason())
                .isEqualTo(PartialReason.GAP);
        assertThat(truth(turn(1, 10).with(Fate.LOST), turn(2, 20)).partialReason())
                .isEqualTo(PartialReason.MISSING_FIRST_TURN);
    }

    @Test
    void subagentsNeverCount() {
        var truth = truth(turn(1, 10), subagent(1, 15), turn(2, 20));

        assertThat(truth.turns()).extracting(TurnTruth::turnIndex).containsExactly(1, 2);
        assertThat(truth.subagentTurns()).isEqualTo(1);
        assertThat(truth(subagent(1, 15)).notAssembledReason()).isEqualTo(NotAssembledReason.SUBAGENT_ONLY);
    }

    @Test
    void aConversationIsTakenIfOneLiveTurnIs() {
        var mixed = truth(turn(1, 10, ModeMark.ASK, "success", 1), turn(2, 20));

        assertThat(mixed.turns())
                .extracting(TurnTruth::notJudged)
                .containsExactly(NotJudgedReason.MODE_NOT_TAKEN, NotJudgedReason.TURN_COUNT_OUT_OF_RANGE);
        assertThat(truth(turn(1, 10, ModeMark.ASK, "success", 1)).notAssembledReason())
                .isEqualTo(NotAssembledReason.MODE_NOT_TAKEN);
        assertThat(truth(turn(1, 10, ModeMark.NONE, "success", 1)).outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void theModeOfAnAbortedChatIsWhatItsTextSays() {
        var aborted = turn(1, 10, ModeMark.ASK, "cancelled", 1).with(Fate.WITHOUT_SUMMARY);
        assertThat(truth(aborted).notAssembledReason()).isEqualTo(NotAssembledReason.MODE_NOT_TAKEN);
        assertThat(truth(aborted, turn(2, 20).with(Fate.WITHOUT_SUMMARY)).partialReason())
                .isEqualTo(PartialReason.NO_SUMMARY);

        var byIntentAlone = turn(1, 10, new ModeMark(null, "explain", "ask"), "cancelled", 1);
        assertThat(truth(byIntentAlone.with(Fate.WITHOUT_SUMMARY)).partialReason())
                .as("no summary, no intent")
                .isEqualTo(PartialReason.NO_SUMMARY);
    }

    @Test
    void aTurnIsJudgedInEveryDatasetItBelongsTo() {
        var truth = truth(
                turn(1, 10, ModeMark.AGENT, "success", 4),
                turn(2, 20, ModeMark.AGENT, "cancelled", 1),
                turn(3, 30, ModeMark.AGENT, "success", 1));

        assertThat(truth.turns().get(0).memberships())
                .containsExactly(
                        new MembershipTruth(DatasetKind.SESSION, "COMPLEX", Position.BEGINNING),
                        new MembershipTruth(DatasetKind.CONVERSATION, "SHORT", Position.BEGINNING));
        assertThat(truth.turns().get(1).notJudged()).isEqualTo(NotJudgedReason.NOT_SUCCESSFUL);
        assertThat(truth.turns().get(2).memberships())
                .containsExactly(new MembershipTruth(DatasetKind.CONVERSATION, "SHORT", Position.END));
    }

    @Test
    void deltasRunAcrossTurnsAndSkipCallsThatTakeNoPart() {
        var truth = truth(
                withCalls(turn(1, 10), call("a", 11, 1_000), unanswered("b", 12), call("c", 13, 1_500)),
                withCalls(turn(2, 20), summarization("d", 21, 1_600), call("e", 22, 400)));

        assertThat(truth.turns().get(0).calls())
                .containsExactly(
                        new CallTruth("a", 1_000L, 1_000L),
                        new CallTruth("b", null, null),
                        new CallTruth("c", 1_500L, 500L));
        assertThat(truth.turns().get(1).calls())
                .containsExactly(new CallTruth("d", 1_600L, null), new CallTruth("e", 400L, -1_100L));
    }

    @Test
    void aCallWithoutAnIdIsTornIntoTwoOfWhichTheAnswerTakesPart() {
        var truth = truth(
                withCalls(turn(1, 10), call("a", 11, 1_000)),
                withCalls(turn(2, 20), call(null, 21, 1_200), unanswered(null, 24)));

        assertThat(truth.turns().get(1).calls())
                .containsExactly(
                        new CallTruth(null, null, null),
                        new CallTruth(null, 1_200L, 200L),
                        new CallTruth(null, null, null));
    }

    @Test
    void aDeltaIsNullAfterATurnWhoseCallsWereNotCapturedButNotAfterOneThatMadeNone() {
        TurnPlan first = withCalls(turn(1, 10), call("a", 11, 1_000));
        TurnPlan last = withCalls(turn(3, 30), call("c", 31, 1_700));

        assertThat(lastDelta(first, turn(2, 20), last)).isNull();
        assertThat(lastDelta(first, turn(2, 20, ModeMark.AGENT, "cancelled", 0), last))
                .isEqualTo(700L);
    }

    private static Long lastDelta(TurnPlan... turns) {
        return truth(turns).turns().get(2).calls().get(0).promptTokenDelta();
    }

    private static ConversationTruth truth(TurnPlan... turns) {
        return RULES.truthOf(new ConversationPlan(
                0,
                "conversation",
                "session",
                "user",
                ConversationKind.AGENT,
                Client.CURRENT,
                Loss.NOTHING,
                turns.length,
                0,
                Arrays.asList(turns)));
    }

    private static TurnPlan turn(int index, long at) {
        return turn(index, at, ModeMark.AGENT, "success", 1);
    }

    private static TurnPlan turn(int index, long at, ModeMark mode, String responseType, int numRequests) {
        return plan(
                index, at, mode, new SummaryPlan(index, responseType, numRequests, Map.of(), null), null, List.of());
    }

    private static TurnPlan subagent(int index, long at) {
        var summary = new SummaryPlan(index, "success", 1, Map.of(), null);
        return plan(index, at, ModeMark.AGENT, summary, new SubagentPlan("1@10", true, true), List.of());
    }

    private static TurnPlan withCalls(TurnPlan turn, CallPlan... calls) {
        var round = new RoundPlan(turn.startedAt(), turn.endedAt(), null, List.of(calls), Map.of(), true);
        return plan(turn.index(), turn.startedAt(), turn.mode(), turn.summary(), null, List.of(round));
    }

    private static TurnPlan plan(
            int index, long at, ModeMark mode, SummaryPlan summary, SubagentPlan subagent, List<RoundPlan> rounds) {
        return new TurnPlan(
                index + "@" + at,
                index,
                at,
                at + 5,
                mode,
                PromptKind.WRITTEN,
                null,
                Difficulty.EASY,
                "model",
                summary,
                rounds,
                subagent,
                false,
                Fate.CAPTURED,
                0);
    }

    private static CallPlan call(String id, long at, long tokens) {
        return new CallPlan(id, at, at + 1, tokens, 10, "model", null, null);
    }

    private static CallPlan unanswered(String id, long at) {
        return new CallPlan(id, at, null, 900, 0, "model", null, null);
    }

    private static CallPlan summarization(String id, long at, long tokens) {
        return new CallPlan(id, at, at + 1, tokens, 10, "model", "summarizeConversationHistory", null);
    }
}
