package io.turnstile.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.streams.RowFixture;
import io.turnstile.streams.codec.RowCodec;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of two parts prevails, where both speak of one thing. */
class TurnMergeTest {

    private static final String ROCKET = "\uD83D\uDE80";

    @Test
    void theLongestUserTextIsKept() {
        Turn turn = merged(fixture().userText(1, "Fix it now", "agent").userText(2, "Fix it", "agent"));
        assertThat(turn.userText()).isEqualTo("Fix it now");
    }

    /** Java counts an emoji twice; whoever writes and reads it does not. */
    @Test
    void theLongestTextIsThatOfTheMostCharacters() {
        Turn turn = merged(fixture()
                .userText(1, ROCKET + ROCKET, "agent")
                .userText(2, "Fix", "agent")
                .modelText(9, ROCKET + ROCKET)
                .modelText(9, "Red"));
        assertThat(turn.userText()).isEqualTo("Fix");
        assertThat(turn.modelText().text()).isEqualTo("Red");
    }

    @Test
    void ofUserTextsOfOneLengthTheSmallestIsKept() {
        Turn turn = merged(fixture().userText(1, "aab", "agent").userText(2, "aaa", "agent"));
        assertThat(turn.userText()).isEqualTo("aaa");
    }

    @Test
    void theLatestModelTextIsKeptThoughItIsShorterAndCameFirst() {
        Turn turn = merged(fixture().modelText(9, "Done").modelText(3, "Let me look at the module"));
        assertThat(turn.modelText()).isEqualTo(new ModelText(RowFixture.EPOCH.plusSeconds(9), "Done"));
    }

    @Test
    void ofModelTextsAtOneTimeTheLongestIsKeptAndThenTheSmallest() {
        Turn turn = merged(fixture().modelText(9, "ab").modelText(9, "bbb").modelText(9, "aaa"));
        assertThat(turn.modelText().text()).isEqualTo("aaa");
    }

    @Test
    void theLatestSummaryIsKept() {
        Turn turn = merged(fixture().summary(20, "success", 2).summary(10, "failed", 5));
        assertThat(turn.summary().responseType()).isEqualTo("success");
        assertThat(turn.summary().numRequests()).isEqualTo(2);
    }

    /** A model that is called "null" is not a model that was not measured, nor do neighbours run together. */
    @ParameterizedTest
    @MethodSource("summariesThatLookAlike")
    void ofSummariesAtOneTimeThatLookAlikeTheSameIsKeptInEitherOrder(
            Map<String, String> left, Map<String, String> right) {
        Turn a = merged(fixture().add(10, "toolCallDetails", left, Map.of()));
        Turn b = merged(fixture().add(10, "toolCallDetails", right, Map.of()));
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
    }

    static Stream<Arguments> summariesThatLookAlike() {
        return Stream.of(
                Arguments.of(Map.of("model", "null"), Map.of()),
                Arguments.of(
                        Map.of("responseType", "a, model=b", "model", "c"),
                        Map.of("responseType", "a", "model", "b, model=c")),
                Arguments.of(Map.of("toolCounts", "{\"a\":1,\"b\":2}"), Map.of("toolCounts", "{\"a=1, b\":2}")));
    }

    @Test
    void aTurnReachesFromItsEarliestRowToItsLatest() {
        Turn turn = merged(
                fixture().modelText(50, "Done").userText(40, "Fix", "agent").panelRequest(60, null));
        assertThat(turn.startedAt()).isEqualTo(RowFixture.EPOCH.plusSeconds(40));
        assertThat(turn.lastEventAt()).isEqualTo(RowFixture.EPOCH.plusSeconds(60));
    }

    @Test
    void whoseTurnItIsIsTheSmallestOfWhatItsRowsSay() {
        Turn unknown = TurnFixture.turn("m", 1).build();
        Turn a = TurnFixture.turn("m", 1).userHash("a").build();
        Turn b = TurnFixture.turn("m", 1).userHash("b").build();
        assertThat(unknown.merge(unknown).userHash()).isNull();
        assertThat(unknown.merge(b).userHash()).isEqualTo("b");
        assertThat(b.merge(unknown).merge(a).userHash()).isEqualTo("a");
    }

    @Test
    void rowsWithoutAConversationJoinThoseThatNameOne() {
        Turn unnamed = merged(RowFixture.turn("unknown", "m", 1).call(1, "call", "model-a", 10));
        Turn named = merged(RowFixture.turn("c", "m", 1).modelText(2, "Done"));
        assertThat(unnamed.conversationId()).isNull();
        assertThat(unnamed.merge(named).conversationId()).isEqualTo("c");
    }

    private static RowFixture fixture() {
        return RowFixture.turn("c", "m", 1);
    }

    private static Turn merged(RowFixture fixture) {
        return fixture.rows().stream()
                .map(row -> Fragment.of(RowCodec.decode(row)))
                .map(fragment -> ((Fragment.OfTurn) fragment).turn())
                .reduce(Turn::merge)
                .orElseThrow();
    }
}
