package io.turnstile.app.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.app.oracle.Subject.Kind;
import io.turnstile.telemetry.RowView;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same logical answer twice, over many logs: by the pipeline, and by SQL over the raw rows. */
class OracleComparisonTest {

    private static final int LOGS = 200;
    private static final int SHOWN_DIFFERENCES = 25;

    /** Completeness, turn order, deltas and strata. */
    private static final List<String> NAIVE_ANSWERS =
            List.of("is_complete", "turn_order", "prompt_token_delta", "stratum");

    /** Logs in which the oracle must catch the naive reducer, for each answer: the rest are too short to go wrong in. */
    private static final int LEAST_CAUGHT = LOGS / 2;

    private static List<SeededLog> logs;
    private static Map<String, Integer> seeds;
    private static Answers oracle;

    @BeforeAll
    static void askTheOracle() throws Exception {
        logs = SeededLog.all(LOGS);
        seeds = seedsByConversation();
        oracle = Oracle.answers(logs);
    }

    @Test
    void thePipelineAnswersAsTheOracleDoes(@TempDir Path stateDirectory) {
        try (var pipeline = new PipelineReducer(stateDirectory)) {
            Answers answers = pipeline.answers(logs);

            assertThat(answers.fields()).isEqualTo(oracle.fields());
            assertThat(report(oracle.differences(answers))).isEmpty();
            assertThat(pipeline.deadLetters()).isZero();
        }
    }

    /** A comparison over logs in which something never happens says nothing of it. */
    @Test
    void theLogsHoldEveryAnswerManyTimes() {
        assertThat(counts(Kind.CONVERSATION, "partial_reason"))
                .containsOnlyKeys("NO_SUMMARY", "MISSING_FIRST_TURN", "GAP", "NO_TURN_INDEX")
                .allSatisfy((reason, count) -> assertThat(count).isGreaterThan(20));
        assertThat(counts(Kind.CONVERSATION, "stratum"))
                .containsOnlyKeys("SHORT", "MEDIUM", "LONG")
                .allSatisfy((stratum, count) -> assertThat(count).isGreaterThan(20));
        assertThat(counts(Kind.CONVERSATION, "delta_reliable"))
                .allSatisfy((isReliable, count) -> assertThat(count).isGreaterThan(100));
        assertThat(counts(Kind.CALL, "delta_cause"))
                .containsOnlyKeys("SUMMARIZED", "MODEL_SWITCH")
                .allSatisfy((cause, count) -> assertThat(count).isGreaterThan(20));
        assertThat(counts(Kind.REQUEST, "session_stratum"))
                .containsOnlyKeys("SIMPLE", "MODERATE", "COMPLEX", "VERY_COMPLEX", "UNKNOWN");
        assertThat(counts(Kind.REQUEST, "conversation_stratum")).containsOnlyKeys("SHORT", "MEDIUM", "LONG");
        assertThat(counts(Kind.REQUEST, "conversation_position"))
                .containsOnlyKeys("BEGINNING", "MIDDLE", "END")
                .allSatisfy((position, count) -> assertThat(count).isGreaterThan(100));
        assertThat(counts(Kind.REQUEST, "is_likely_reasoning"))
                .containsOnlyKeys("true", "false")
                .allSatisfy((isLikely, count) -> assertThat(count).isGreaterThan(100));
        assertThat(counts(Kind.REQUEST, "user_hash"))
                .hasSizeGreaterThan(3)
                .allSatisfy((hash, count) -> assertThat(hash).startsWith("hmac-sha256:"));
        assertThat(counts(Kind.TURN, "round_check"))
                .containsOnlyKeys("AGREES", "PARALLEL_CALLS", "STOPPED_ON_TOOL_ROUND", "UNEXPLAINED");
        for (String role : List.of("abandoned_turn_count", "subagent_turn_count", "unsummarized_turn_count")) {
            assertThat(counts(Kind.CONVERSATION, role)).as(role).hasSizeGreaterThan(1);
        }
    }

    @Test
    void theOracleCatchesAReducerThatGoesByArrival() {
        assertCaught(logs);
    }

    /** Rows in order hide that a reducer goes by arrival; that it knows no edits, losses and subagents still shows. */
    @Test
    void theOracleCatchesItEvenWhereRowsArriveAsTheyHappened() {
        assertCaught(logs.stream().map(SeededLog::inOrder).toList());
    }

    private static void assertCaught(List<SeededLog> logs) {
        List<Difference> differences = oracle.differences(NaiveReducer.answers(logs));
        for (String field : NAIVE_ANSWERS) {
            Set<Integer> caught = differences.stream()
                    .filter(difference -> difference.field().equals(field))
                    .map(difference -> seeds.get(difference.subject().conversationId()))
                    .collect(Collectors.toSet());
            assertThat(caught)
                    .as("seeds of the logs in which the naive reducer's %s is wrong", field)
                    .hasSizeGreaterThanOrEqualTo(LEAST_CAUGHT);
        }
    }

    private static String report(List<Difference> differences) {
        return differences.stream()
                .limit(SHOWN_DIFFERENCES)
                .map(difference -> "seed " + seeds.get(difference.subject().conversationId()) + ": " + difference)
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Integer> counts(Kind kind, String field) {
        return oracle.values(kind, field)
                .collect(Collectors.toMap(value -> value, value -> 1, Integer::sum, TreeMap::new));
    }

    /** @throws IllegalStateException if two logs share a conversation: their rows would meet in the pipeline */
    private static Map<String, Integer> seedsByConversation() {
        var seeds = new HashMap<String, Integer>();
        for (SeededLog log : logs) {
            log.rows().stream()
                    .flatMap(row ->
                            new RowView(row.getProperties(), row.getMeasurements()).id("conversationId").stream())
                    .forEach(id -> {
                        Integer other = seeds.put(id, log.seed());
                        if (other != null && other != log.seed()) {
                            throw new IllegalStateException(
                                    "Logs " + other + " and " + log.seed() + " share conversation " + id + ".");
                        }
                    });
        }
        return seeds;
    }
}
