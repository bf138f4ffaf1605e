package io.turnstile.app.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.app.oracle.Answers;
import io.turnstile.app.oracle.Difference;
import io.turnstile.app.oracle.Subject;
import io.turnstile.app.oracle.Subject.Kind;
import io.turnstile.queries.NodeBinder;
import io.turnstile.queries.QueryCatalogue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void nestedJsonIsWhatTheTopologiesEmit() {
        Answers query = QueryAnswers.ofConversations(ground.run("sft_nested_json", NO_PARAMETERS));

        assertThat(query.fields()).isEqualTo(fields(Kind.CONVERSATION, Kind.TURN, Kind.CALL));
        assertSame(ground.pipeline(), query);
    }

    @Test
    void simpleNestedJsonIsTheSameWithoutCalls() {
        Answers query = QueryAnswers.ofConversations(ground.run("sft_nested_json_simple", NO_PARAMETERS));

        Map<Kind, Set<String>> fields = fields(Kind.CONVERSATION, Kind.TURN);
        fields.get(Kind.TURN).remove("token_growth");
        assertThat(query.fields()).isEqualTo(fields);
        assertSame(ground.pipeline(), query);
    }

    @Test
    void completeConversationsOf3To10TurnsAreThoseWithReliableDeltas() {
        Answers query = QueryAnswers.ofConversations(ground.run("sft_complete_conversations_3to10", NO_PARAMETERS));

        assertSame(
                conversations(fields -> fields.get("is_complete").equals("true")
                        && fields.get("delta_reliable").equals("true")
                        && turnCount(fields) >= 3
                        && turnCount(fields) <= 10),
                query);
    }

    @Test
    void firstTurnsAreTheRequestsForTheSessionDataset() {
        Answers query = QueryAnswers.ofFirstTurns(ground.run("sft_session_router_first_turns", NO_PARAMETERS));

        Set<Subject> sessions = ground.pipeline().of(Kind.REQUEST).entrySet().stream()
                .filter(request -> request.getValue().get("session_stratum") != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertSame(ground.pipeline().on(sessions::contains), query);
    }

    @Test
    void theStratifiedSampleHasTheSmallestHashesOfEachStratum() {
        Map<String, Integer> sizes = Map.of("SHORT", 12, "MEDIUM", 9, "LONG", 4);
        Answers query = QueryAnswers.ofConversations(ground.run(
                "sft_stratified_by_turn_count",
                Map.of("seed", "s", "shortSize", "12", "mediumSize", "long(9)", "longSize", "4")));

        var sample = new TreeSet<String>();
        sizes.forEach((stratum, size) -> ground.pipeline().of(Kind.CONVERSATION).entrySet().stream()
                .filter(conversation -> stratum.equals(conversation.getValue().get("stratum")))
                .map(conversation -> conversation.getKey().conversationId())
                .sorted(Comparator.comparing(id -> Sha256.of("s" + id)))
                .limit(size)
                .forEach(sample::add));
        assertThat(sample).hasSize(12 + 9 + 4);
        assertSame(ground.pipeline().on(subject -> sample.contains(subject.conversationId())), query);
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
        assertThat(values(Kind.REQUEST, "session_stratum"))
                .containsOnly("SIMPLE", "MODERATE", "COMPLEX", "VERY_COMPLEX", "UNKNOWN");
    }

    private Set<String> values(Kind kind, String field) {
        return ground.pipeline().values(kind, field).collect(Collectors.toSet());
    }

    /** A comparison that finds no difference whatever the query says would prove nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OtherStartedAt > StartedAt                         | OtherStartedAt < StartedAt
            arg_max(Length, Texts) by TurnKey                  | arg_min(Length, Texts) by TurnKey
            CapturedTurnCount = countif(Role == 'LIVE')        | CapturedTurnCount = countif(Kind == 'CAPTURED')
            GapsBefore == iff(IsFirst, 0, prev(GapsBefore))    | true or GapsBefore == 0
            SummaryAt desc, StatedTurnIndex desc               | SummaryAt asc, StatedTurnIndex desc
            OtherIndex <= TurnIndex                            | OtherIndex < TurnIndex
            PreviousModel != Model                             | PreviousModel == Model
            """)
    void aMutatedQueryIsCaught(String part, String mutation) {
        String text = QueryCatalogue.shipped().named("sft_nested_json").text();
        assertThat(text).contains(part);
        Ground few = Ground.few();
        try (var node = NodeBinder.fromSystemProperty()) {
            Answers mutated = QueryAnswers.ofConversations(few.run(text.replace(part, mutation), NO_PARAMETERS, node));
            assertThat(few.pipeline().differences(mutated)).isNotEmpty();
        }
    }

    private void assertSame(Answers pipeline, Answers query) {
        assertThat(query.fields()).isNotEmpty();
        List<Difference> differences = pipeline.differences(query);
        assertThat(differences.stream().limit(SHOWN_DIFFERENCES).map(Difference::toString))
                .as("%d differences", differences.size())
                .isEmpty();
    }

    /** What the pipeline says of some conversations, and of what is in them. */
    private Answers conversations(Predicate<Map<String, String>> wanted) {
        Set<String> ids = ground.pipeline().of(Kind.CONVERSATION).entrySet().stream()
                .filter(conversation -> wanted.test(conversation.getValue()))
                .map(conversation -> conversation.getKey().conversationId())
                .collect(Collectors.toSet());
        return ground.pipeline().on(subject -> ids.contains(subject.conversationId()));
    }

    private Map<Kind, Set<String>> fields(Kind... kinds) {
        Map<Kind, Set<String>> fields = ground.pipeline().fields();
        fields.keySet().retainAll(Set.of(kinds));
        return fields;
    }

    private static int turnCount(Map<String, String> fields) {
        return Integer.parseInt(fields.get("captured_turn_count"));
    }
}
