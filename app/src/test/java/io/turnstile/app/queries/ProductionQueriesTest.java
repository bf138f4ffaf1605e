package io.turnstile.app.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.app.oracle.Answers;
import io.turnstile.app.oracle.Difference;
import io.turnstile.app.oracle.Subject;
import io.turnstile.app.oracle.Subject.Kind;
import io.turnstile.embedded.kql.ResultTable;
import io.turnstile.queries.NodeBinder;
import io.turnstile.queries.QueryCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The differential test: a production query over raw rows says what the topologies say of the same rows. */
class ProductionQueriesTest {

    private static final int SHOWN_DIFFERENCES = 25;
    private static final Map<String, String> NO_PARAMETERS = Map.of();

    private static NodeBinder node;

    private final Ground ground = Ground.all();

    @BeforeAll
    static void startNode() {
        node = NodeBinder.fromSystemProperty();
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sft_nested_json",
                "sft_nested_json_simple",
                "sft_complete_conversations_3to10",
                "sft_session_router_first_turns",
                "sft_stratified_by_turn_count"
            })
    void aQuerySaysWhatTheTopologiesEmit(String query) {
        assertSame(ExpectedAnswers.of(query, ground.pipeline()), QueryAnswers.of(query, run(ground, query)));
    }

    @Test
    void theSampleFillsEveryStratum() {
        assertThat(ExpectedAnswers.of("sft_stratified_by_turn_count", ground.pipeline())
                        .of(Kind.CONVERSATION))
                .hasSize(12 + 9 + 4);
    }

    /** Chunks are what keeps a real cluster within its memory. */
    @Test
    void theChunksTogetherAreTheWhole() {
        List<Set<Subject>> chunks = IntStream.range(0, 3)
                .mapToObj(chunk -> QueryAnswers.ofConversations(Ground.few()
                                .run(
                                        "sft_complete_conversations_3to10",
                                        Map.of("chunk", Integer.toString(chunk), "chunks", "3")))
                        .of(Kind.CONVERSATION)
                        .keySet())
                .toList();
        Set<Subject> whole = QueryAnswers.ofConversations(
                        Ground.few().run("sft_complete_conversations_3to10", NO_PARAMETERS))
                .of(Kind.CONVERSATION)
                .keySet();

        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk).hasSizeLessThan(whole.size()));
        assertThat(chunks.stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(whole);
    }

    /** A comparison over logs in which something never happens says nothing of it. */
    @Test
    void theLogsHoldEveryAnswer() {
        assertThat(values(Kind.CONVERSATION, "partial_reason"))
                .containsOnly("NO_SUMMARY", "MISSING_FIRST_TURN", "GAP", "NO_TURN_INDEX");
        assertThat(values(Kind.CONVERSATION, "stratum")).containsOnly("SHORT", "MEDIUM", "LONG");
        assertThat(values(Kind.CONVERSATION, "delta_reliable")).containsOnly("true", "false");
        assertThat(values(Kind.CONVERSATION, "abandoned_turn_count")).hasSizeGreaterThan(1);
        assertThat(values(Kind.CONVERSATION, "subagent_turn_count")).hasSizeGreaterThan(1);
        assertThat(values(Kind.CALL, "delta_cause")).containsOnly("SUMMARIZED", "MODEL_SWITCH");
        assertThat(values(Kind.TURN, "is_synthetic")).containsOnly("true", "false");
        assertThat(values(Kind.TURN, "round_check"))
                .containsOnly("AGREES", "PARALLEL_CALLS", "STOPPED_ON_TOOL_ROUND", "UNEXPLAINED");
        assertThat(values(Kind.REQUEST, "reference_count")).hasSizeGreaterThan(1);
        assertThat(values(Kind.REQUEST, "session_stratum"))
                .containsOnly("SIMPLE", "MODERATE", "COMPLEX", "VERY_COMPLEX", "UNKNOWN");
    }

    private Set<String> values(Kind kind, String field) {
        return ground.pipeline().values(kind, field).collect(Collectors.toSet());
    }

    /** A comparison that finds no difference whatever the query says would prove nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sft_nested_json                  | OtherStartedAt > StartedAt                         | OtherStartedAt < StartedAt
            sft_nested_json                  | arg_max(Length, Texts) by TurnKey                  | arg_min(Length, Texts) by TurnKey
            sft_nested_json                  | Length = strlen(Text)                              | Length = string_size(Text)
            sft_nested_json                  | CapturedTurnCount = countif(Role == 'LIVE')        | CapturedTurnCount = countif(Kind == 'CAPTURED')
            sft_nested_json                  | GapsBefore == iff(IsFirst, 0, prev(GapsBefore))    | true or GapsBefore == 0
            sft_nested_json                  | SummaryAt desc, StatedTurnIndex desc               | SummaryAt asc, StatedTurnIndex desc
            sft_nested_json                  | OtherIndex <= TurnIndex                            | OtherIndex < TurnIndex
            sft_nested_json                  | PreviousModel != Model                             | PreviousModel == Model
            sft_complete_conversations_3to10 | 'calls', coalesce(Calls, dynamic([]))              | 'calls', dynamic([])
            sft_complete_conversations_3to10 | 'userText', UserText                               | 'userText', ''
            sft_stratified_by_turn_count     | 'calls', coalesce(Calls, dynamic([]))              | 'calls', dynamic([])
            sft_session_router_first_turns   | startedAt = StartedAt                              | startedAt = LastEventAt
            sft_session_router_first_turns   | promptCharCount = strlen(UserText)                 | promptCharCount = string_size(UserText)
            sft_session_router_first_turns   | [#@]\\w                                            | [#]\\w
            sft_session_router_first_turns   | model = RanOn                                      | model = ResponseType
            sft_session_router_first_turns   | responseType = ResponseType                        | responseType = 'success'
            sft_session_router_first_turns   | numRequests = NumRequests                          | numRequests = ToolCalls + 1
            sft_session_router_first_turns   | toolCounts = ToolCounts                            | toolCounts = coalesce(ToolCounts, dynamic({}))
            sft_session_router_first_turns   | toolDiversity = ToolDiversity                      | toolDiversity = ToolCalls
            sft_session_router_first_turns   | turnDurationMs = TurnDurationMs                    | turnDurationMs = SessionDurationMs
            sft_session_router_first_turns   | tokenGrowth = TokenGrowth                          | tokenGrowth = coalesce(TokenGrowth, 0)
            """)
    void aMutatedQueryIsCaught(String query, String part, String mutation) {
        String text = QueryCatalogue.shipped().named(query).text();
        assertThat(text).contains(part);
        Ground few = Ground.few();
        Answers mutated =
                QueryAnswers.of(query, few.run(text.replace(part, mutation), ExpectedAnswers.parameters(query), node));
        assertThatThrownBy(() -> assertSame(ExpectedAnswers.of(query, few.pipeline()), mutated))
                .isInstanceOf(AssertionError.class);
    }

    private static ResultTable run(Ground ground, String query) {
        return ground.run(query, ExpectedAnswers.parameters(query));
    }

    /** The same subjects, and of each kind the same fields with the same values. */
    private static void assertSame(Answers expected, Answers query) {
        assertThat(expected.fields()).isNotEmpty();
        assertThat(query.fields()).isEqualTo(expected.fields());
        List<Difference> differences = expected.differences(query);
        assertThat(differences.stream().limit(SHOWN_DIFFERENCES).map(Difference::toString))
                .as("%d differences", differences.size())
                .isEmpty();
    }
}
