package io.turnstile.domain.routing;

import static io.turnstile.domain.conversation.AssemblyFixture.AGENT;
import static io.turnstile.domain.conversation.AssemblyFixture.conversation;
import static io.turnstile.domain.turn.TurnFixture.turn;
import static io.turnstile.domain.turn.TurnFixture.turns;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.TurnFixture;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which turns are judged, for which datasets, and why the others are not. */
class RoutingTest {

    private static final RoutingRules RULES = new RoutingRules(
            AGENT, new HistoryWindow(1_000), ReasoningModels.of(List.of("thinker-*", "!thinker-mini")));
    private static final Membership SIMPLE_SESSION = new Membership(DatasetKind.SESSION, "SIMPLE", Position.BEGINNING);

    @ParameterizedTest
    @CsvSource({"3,SHORT", "5,SHORT", "6,MEDIUM", "10,MEDIUM", "11,LONG", "20,LONG"})
    void everyTurnOfThreeToTwentyIsJudgedInItsConversationsStratum(int count, String stratum) {
        Routing routing = Routing.of(conversation(turns(count)), RULES);
        assertThat(routing.notJudged()).isEmpty();
        assertThat(routing.requests())
                .extracting(Request::turnNumber)
                .hasSize(count)
                .isSorted();
        assertThat(routing.requests().get(0).memberships())
                .containsExactly(SIMPLE_SESSION, ofConversation(stratum, Position.BEGINNING));
        assertThat(routing.requests().subList(1, count))
                .allSatisfy(request -> assertThat(request.memberships())
                        .singleElement()
                        .extracting(Membership::stratum)
                        .isEqualTo(stratum));
    }

    /** floor(3 * (turnNumber - 1) / numberOfTurns), by hand. */
    @ParameterizedTest
    @CsvSource({"3,BME", "4,BBME", "5,BBMME", "6,BBMMEE", "7,BBBMMEE", "8,BBBMMMEE", "11,BBBBMMMMEEE"})
    void aTurnsPositionIsTheThirdOfTheConversation(int count, String positions) {
        assertThat(Routing.of(conversation(turns(count)), RULES).requests().stream()
                        .flatMap(request -> request.memberships().stream())
                        .filter(membership -> membership.dataset() == DatasetKind.CONVERSATION)
                        .map(membership -> membership.position().name().substring(0, 1))
                        .collect(Collectors.joining()))
                .isEqualTo(positions);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 21})
    void outsideThreeToTwentyTurnsOnlyTheFirstIsJudged(int count) {
        Routing routing = Routing.of(conversation(turns(count)), RULES);
        assertThat(routing.requests()).extracting(Request::messageId).containsExactly("m-1");
        assertThat(routing.requests().get(0).memberships()).containsExactly(SIMPLE_SESSION);
        assertThat(routing.notJudged()).hasSize(count - 1).doesNotContainKey("m-1");
        assertThat(routing.notJudged().values()).allMatch(NotJudged.TURN_COUNT_OUT_OF_RANGE::equals);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null,UNKNOWN",
                "0,UNKNOWN",
                "1,SIMPLE",
                "2,MODERATE",
                "3,MODERATE",
                "4,COMPLEX",
                "10,COMPLEX",
                "11,VERY_COMPLEX"
            })
    void theStratumOfASessionIsTheComplexityOfItsFirstTurn(Integer numRequests, String stratum) {
        Routing routing = route(turn("a", 1).numRequests(numRequests));
        assertThat(routing.requests().get(0).memberships())
                .containsExactly(new Membership(DatasetKind.SESSION, stratum, Position.BEGINNING));
    }

    @Test
    void aFirstTurnThatFailedIsJudgedForItsSessionOnly() {
        Routing routing = route(turn("a", 1).responseType("failed"), turn("b", 2), turn("c", 3));
        assertThat(routing.requests().get(0).memberships()).containsExactly(SIMPLE_SESSION);
    }

    @Test
    void aPartialConversationHasNoTurnToJudgeOrToAccountFor() {
        Routing routing = route(turn("a", 1), turn("c", 3));
        assertThat(routing.requests()).isEmpty();
        assertThat(routing.notJudged()).isEmpty();
    }

    @Test
    void aTurnInAModeThatIsNotTakenIsNotJudged() {
        assertNotJudged(turn("b", 2).statedMode("ask"), NotJudged.MODE_NOT_TAKEN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void aTurnWithoutTextIsNotJudged(String text) {
        assertNotJudged(turn("b", 2).userText(text), NotJudged.NO_USER_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@agent Continue: \"Continue to iterate?\"",
                "Continue to iterate?",
                "/compact",
                "/fix the failing test",
                "  /tests",
                "Try Again",
                "continue...",
                "Retry!"
            })
    void aTextThatTheClientWroteOrThatOnlySteersItIsNotJudged(String text) {
        assertNotJudged(turn("b", 2).userText(text), NotJudged.SYNTHETIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Continue with the second half of the migration",
                "Why do we retry?",
                "What does a/b mean",
                "// is this comment right",
                "@workspace where is the parser",
                "Try again, but keep the old interface"
            })
    void aTextThatTheUserWroteIsJudged(String text) {
        Routing routing = route(turn("a", 1), turn("b", 2).userText(text), turn("c", 3));
        assertThat(routing.notJudged()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "failed", "Success"})
    void aLaterTurnThatDidNotEndInSuccessIsNotJudged(String responseType) {
        assertNotJudged(turn("b", 2).responseType(responseType), NotJudged.NOT_SUCCESSFUL);
    }

    @Test
    void theReasonsThatATurnIsNotJudgedHaveAnOrder() {
        TurnFixture turn = turn("b", 2).responseType("failed");
        assertThat(route(turn("a", 1), turn).notJudged()).containsEntry("b", NotJudged.TURN_COUNT_OUT_OF_RANGE);
        assertThat(route(turn("a", 1), turn.userText("/fix")).notJudged()).containsEntry("b", NotJudged.SYNTHETIC);
        assertThat(route(turn("a", 1), turn.userText(null)).notJudged()).containsEntry("b", NotJudged.NO_USER_TEXT);
        assertThat(route(turn("a", 1), turn.statedMode("ask")).notJudged())
                .containsEntry("b", NotJudged.MODE_NOT_TAKEN);
    }

    @Test
    void aTurnThatIsNotJudgedIsStillHistory() {
        Routing routing = route(turn("a", 1), turn("b", 2).responseType("failed"), turn("c", 3));
        assertThat(request(routing, "c").history())
                .extracting(HistoryTurn::turnNumber)
                .containsExactly(1, 2);
    }

    @Test
    void aRequestCarriesWhatARouterKnowsWhenTheTurnBegins() {
        String text = "Use #file:Parser.java and @workspace, not a#b or me@example.org \uD83D\uDE80";
        Request request = request(
                route(
                        turn("a", 1).model("model-x"),
                        turn("b", 2).model("model-y").userText(text),
                        turn("c", 3)),
                "b");
        assertThat(request.text()).isEqualTo(text);
        assertThat(request.turnNumber()).isEqualTo(2);
        assertThat(request.inferenceSignals()).isEqualTo(new InferenceSignals(65, 2, "model-x"));
    }

    @Test
    void theFirstTurnHasNoPreviousModel() {
        Routing routing = Routing.of(conversation(turns(3)), RULES);
        assertThat(request(routing, "m-1").inferenceSignals().previousModel()).isNull();
    }

    @Test
    void wherePreviousModelIsNotSummarizedItsFirstCallNamesIt() {
        Routing routing = route(
                turn("a", 1).model(null).call(101, "model-x", 10L, null).call(102, "model-y", 20L, null),
                turn("b", 2),
                turn("c", 3));
        assertThat(request(routing, "b").inferenceSignals().previousModel()).isEqualTo("model-x");
    }

    @Test
    void abandonedTurnsAndSubagentsAreNeitherJudgedNorHistory() {
        Routing routing = route(
                turn("a", 1),
                turn("b", 2),
                turn("b-edited", 2).startingAt(300),
                turn("sub", 1).startingAt(305).parentRequestId("b-edited"),
                turn("c", 3).startingAt(400));
        assertThat(routing.requests()).extracting(Request::messageId).containsExactly("a", "b-edited", "c");
        assertThat(routing.notJudged()).isEmpty();
        assertThat(request(routing, "c").history())
                .extracting(HistoryTurn::userText)
                .containsExactly("Refactor module a", "Refactor module b-edited");
    }

    @Test
    void aTurnLearnsNothingOfItself() {
        Map<String, Integer> tools = Map.of("read_file", 7);
        String hash = hashOfSecond(turn("a", 1), turn("b", 2));
        assertThat(hashOfSecond(turn("a", 1), turn("b", 2).numRequests(8))).isEqualTo(hash);
        assertThat(hashOfSecond(turn("a", 1), turn("b", 2).toolCounts(tools))).isEqualTo(hash);
        assertThat(hashOfSecond(turn("a", 1), turn("b", 2).turnDurationMs(1L))).isEqualTo(hash);
        assertThat(hashOfSecond(turn("a", 1), turn("b", 2).modelText("Otherwise")))
                .isEqualTo(hash);
        assertThat(hashOfSecond(turn("a", 1), turn("b", 2).model("model-z"))).isEqualTo(hash);
        assertThat(hashOfSecond(turn("a", 1), turn("b", 2).call(201, 70_000))).isEqualTo(hash);
        assertThat(hashOfSecond(turn("a", 1), turn("b", 2).model("thinker-1"))).isEqualTo(hash);
    }

    @Test
    void aUserIsNotJudged() {
        assertThat(hashOfSecond(turn("a", 1), turn("b", 2).userHash("user-a")))
                .isEqualTo(hashOfSecond(turn("a", 1), turn("b", 2)));
    }

    @Test
    void everyRequestOfAConversationNamesTheSameUserTheSmallestOfItsLiveTurns() {
        Routing routing = route(
                turn("a", 1),
                turn("b", 2).userHash("user-c"),
                turn("b-edited", 2).startingAt(300).userHash("user-b"),
                turn("sub", 1).startingAt(305).parentRequestId("b-edited").userHash("user-a"),
                turn("c", 3).startingAt(400).userHash("user-d"));
        assertThat(routing.requests()).extracting(Request::userHash).containsExactly("user-b", "user-b", "user-b");
    }

    @Test
    void theUserOfAConversationInWhichNoTurnSaysIsUnknown() {
        assertThat(Routing.of(conversation(turns(3)), RULES).requests())
                .hasSize(3)
                .extracting(Request::userHash)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"thinker-2,true", "thinker-mini,false", "model-a,false", "null,null"})
    void theModelThatATurnRanOnTellsWhetherItLikelyReasoned(String model, Boolean expected) {
        Routing routing = route(turn("a", 1).model(model));
        assertThat(routing.requests()).extracting(Request::isLikelyReasoning).containsExactly(expected);
    }

    @Test
    void theHashChangesWithAllThatIsJudged() {
        assertThat(List.of(
                        hashOfSecond(turn("a", 1), turn("b", 2)),
                        hashOfSecond(turn("a", 1), turn("b", 2).userText("Another text")),
                        hashOfSecond(turn("a", 1).userText("Another text"), turn("b", 2)),
                        hashOfSecond(turn("a", 1).modelText("Another text"), turn("b", 2)),
                        hashOfSecond(turn("a", 1).model("model-z"), turn("b", 2)),
                        hashOfSecond(turn("a", 1).model(null), turn("b", 2))))
                .doesNotHaveDuplicates();
    }

    @Test
    void textsDoNotRunTogetherInTheHash() {
        assertThat(hashOfSecond(turn("a", 1).userText("ab").modelText("c"), turn("b", 2)))
                .isNotEqualTo(hashOfSecond(turn("a", 1).userText("a").modelText("bc"), turn("b", 2)));
    }

    @Test
    void theSameTextAtAnotherPlaceIsAnotherInput() {
        var none = new RoutingRules(AGENT, new HistoryWindow(0), ReasoningModels.of(List.of()));
        Routing routing = Routing.of(
                conversation(
                        turn("a", 1),
                        turn("b", 2).userText("Go on"),
                        turn("c", 3).userText("Go on")),
                none);
        assertThat(request(routing, "b").inputHash())
                .isNotEqualTo(request(routing, "c").inputHash());
    }

    private static Membership ofConversation(String stratum, Position position) {
        return new Membership(DatasetKind.CONVERSATION, stratum, position);
    }

    private static void assertNotJudged(TurnFixture second, NotJudged reason) {
        Routing routing = route(turn("a", 1), second, turn("c", 3));
        assertThat(routing.notJudged()).isEqualTo(Map.of("b", reason));
        assertThat(routing.requests()).extracting(Request::messageId).containsExactly("a", "c");
    }

    private static String hashOfSecond(TurnFixture first, TurnFixture second) {
        return request(route(first, second, turn("c", 3)), "b").inputHash();
    }

    private static Routing route(TurnFixture... turns) {
        return Routing.of(conversation(turns), RULES);
    }

    private static Request request(Routing routing, String messageId) {
        return routing.requests().stream()
                .filter(request -> request.messageId().equals(messageId))
                .findFirst()
                .orElseThrow();
    }
}
