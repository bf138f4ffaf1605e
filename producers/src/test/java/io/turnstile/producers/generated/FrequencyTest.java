package io.turnstile.producers.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The plans, because they say what was meant; that rows follow plans is tested by RowsTest. */
class FrequencyTest {

    private static final List<ConversationPlan> CONVERSATIONS = plans(4_000);
    private static final List<TurnPlan> TURNS = CONVERSATIONS.stream()
            .flatMap(conversation -> conversation.turns().stream())
            .filter(turn -> !turn.isSubagent())
            .toList();
    private static final Set<String> REPEATED = repeated();

    @Test
    void responseTypesAreAsOftenAsMeasured() {
        assertThat(share(responseType("success"))).isCloseTo(0.93, within(0.01));
        assertThat(share(responseType("cancelled"))).isCloseTo(0.02, within(0.005));
        assertThat(share(responseType("canceled"))).isCloseTo(0.02, within(0.005));
        assertThat(share(responseType("maxToolCalls"))).isCloseTo(0.02, within(0.005));
        assertThat(share(responseType("failed"))).isCloseTo(0.007, within(0.003));
    }

    @Test
    void roundsDifferFromToolCallsPlusOneInOneTurnOfSeven() {
        List<SummaryPlan> measured = TURNS.stream()
                .map(TurnPlan::summary)
                .filter(summary -> summary.toolCounts() != null && summary.numRequests() != null)
                .toList();

        assertThat(share(measured, summary -> summary.numRequests() != sum(summary) + 1))
                .isCloseTo(0.14, within(0.02));
    }

    @Test
    void conversationsHaveSevenTurnsOnAverageAndEveryStratum() {
        assertThat(CONVERSATIONS.stream()
                        .mapToInt(ConversationPlan::length)
                        .average()
                        .orElseThrow())
                .isCloseTo(7, within(0.6));
        assertThat(lengthShare(1, 2)).isCloseTo(0.33, within(0.03));
        assertThat(lengthShare(3, 5)).isCloseTo(0.25, within(0.03));
        assertThat(lengthShare(6, 10)).isCloseTo(0.21, within(0.03));
        assertThat(lengthShare(11, 20)).isCloseTo(0.16, within(0.03));
        assertThat(lengthShare(21, 60)).isCloseTo(0.05, within(0.02));
        assertThat(lengthShare(40, 60)).isPositive();
    }

    @Test
    void mostConversationsAreAgentsAndUseOneModel() {
        assertThat(share(CONVERSATIONS, plan -> plan.kind() == ConversationKind.AGENT))
                .isCloseTo(0.80, within(0.03));
        assertThat(share(CONVERSATIONS, plan -> plan.kind() == ConversationKind.PRODUCT))
                .isCloseTo(0.01, within(0.006));
        assertThat(share(CONVERSATIONS, plan -> models(plan) == 1)).isCloseTo(0.965, within(0.015));
    }

    @Test
    void syntheticAndRepeatedTurnsAreAsOftenAsConfigured() {
        assertThat(share(turn -> turn.prompt().isSynthetic())).isCloseTo(0.05, within(0.01));
        assertThat(share(turn -> turn.prompt() == PromptKind.NONE)).isCloseTo(0.01, within(0.004));
        assertThat(share(CONVERSATIONS, plan -> plan.loss() != Loss.NOTHING)).isCloseTo(0.05, within(0.015));
    }

    @Test
    void aFewOfTheTextsThatUsersWriteHoldPersonalDataOfEveryKind() {
        List<TurnPlan> written = TURNS.stream()
                .filter(turn -> turn.prompt() == PromptKind.WRITTEN || turn.prompt() == PromptKind.PASTED)
                .toList();
        List<TurnPlan> planted =
                TURNS.stream().filter(turn -> turn.planted() != null).toList();

        assertThat((double) planted.size() / written.size()).isCloseTo(0.015, within(0.004));
        assertThat(written).containsAll(planted);
        assertThat(planted).extracting(TurnPlan::planted).contains(PersonalData.values());
    }

    @Test
    void kindsOfConversationAreAsOftenAsConfigured() {
        assertThat(kindShare(ConversationKind.ASK)).isCloseTo(0.08, within(0.015));
        assertThat(kindShare(ConversationKind.EDIT)).isCloseTo(0.03, within(0.01));
        assertThat(kindShare(ConversationKind.INLINE)).isCloseTo(0.04, within(0.01));
        assertThat(kindShare(ConversationKind.CUSTOM)).isCloseTo(0.01, within(0.006));
        assertThat(kindShare(ConversationKind.SUBAGENT_ONLY)).isCloseTo(0.01, within(0.006));
        assertThat(kindShare(ConversationKind.UNMARKED_SUBAGENT)).isBetween(0.0005, 0.007);
        assertThat(share(CONVERSATIONS, plan -> plan.clockSkewMillis() != 0)).isCloseTo(0.02, within(0.008));
        assertThat(share(CONVERSATIONS, plan -> plan.client().isOld())).isCloseTo(0.16, within(0.02));
    }

    @Test
    void repeatedAndDelegatedTurnsAreAsOftenAsConfigured() {
        assertThat(share(FrequencyTest::isRepeated)).isCloseTo(0.04, within(0.015));
        long delegated = CONVERSATIONS.stream()
                .filter(plan -> !plan.kind().isSubagentAlone())
                .flatMap(plan -> plan.turns().stream())
                .filter(TurnPlan::isSubagent)
                .count();
        assertThat((double) delegated / TURNS.size()).isBetween(0.005, 0.04);
    }

    @Test
    void callsFailAreRetriedAndLackIdsAsOftenAsConfigured() {
        List<CallPlan> calls = TURNS.stream()
                .flatMap(turn -> turn.rounds().stream())
                .flatMap(round -> round.calls().stream())
                .toList();

        assertThat(share(calls, call -> call.retryAfterError() != null)).isCloseTo(0.01, within(0.003));
        assertThat(share(calls, call -> call.modelCallId() == null)).isCloseTo(0.005, within(0.002));
        assertThat(share(calls, call -> !call.isAnswered())).isBetween(0.01, 0.04);
    }

    @Test
    void roundsExceedCallsWhereTheClientGoesOnByItself() {
        assertThat(share(turn -> turn.summary().toolCounts() != null
                        && turn.summary().numRequests() != null
                        && turn.summary().numRequests() > sum(turn.summary()) + 1))
                .isBetween(0.0005, 0.01);
    }

    @Test
    void conversationsAreAsLongAsTheLongestSeenWhereThatIsAskedFor() {
        var planner = new ConversationPlanner(Generated.configuration(Map.of("very-long-share", "1")));
        List<Integer> lengths =
                IntStream.range(0, 20).mapToObj(i -> planner.plan(i).length()).toList();

        assertThat(lengths).filteredOn(length -> length > 1).allMatch(length -> length >= 61 && length <= 1_706);
        assertThat(lengths).anyMatch(length -> length > 1_000);
    }

    @Test
    void conversationsBeginAtTheConfiguredDensityInOrder() {
        long[] starts =
                CONVERSATIONS.stream().mapToLong(ConversationPlan::startedAt).toArray();
        double perDay = 86_400_000.0 * starts.length / (starts[starts.length - 1] - starts[0]);

        assertThat(starts).isSorted();
        assertThat(perDay).isCloseTo(43_000, Offset.offset(500.0));
    }

    @Test
    void someConversationsShareAWindowAndSomeResumeAfterDays() {
        var sessions = new HashSet<String>();
        CONVERSATIONS.forEach(plan -> sessions.add(plan.sessionId()));

        assertThat(1 - (double) sessions.size() / CONVERSATIONS.size()).isCloseTo(0.15, within(0.03));
        assertThat(share(CONVERSATIONS, FrequencyTest::pausesForADay)).isCloseTo(0.024, within(0.012));
    }

    static List<ConversationPlan> plans(int count) {
        var planner = new ConversationPlanner(Generated.configuration(Generated.conversations(count)));
        return IntStream.range(0, count).mapToObj(planner::plan).toList();
    }

    private static double kindShare(ConversationKind kind) {
        return share(CONVERSATIONS, plan -> plan.kind() == kind);
    }

    /** Whether the conversation goes on from a turn at the same place or before. */
    private static boolean isRepeated(TurnPlan turn) {
        return REPEATED.contains(turn.key());
    }

    private static Set<String> repeated() {
        var repeated = new HashSet<String>();
        for (ConversationPlan plan : CONVERSATIONS) {
            int before = Integer.MAX_VALUE;
            List<TurnPlan> own =
                    plan.turns().stream().filter(turn -> !turn.isSubagent()).toList();
            for (int i = own.size() - 1; i >= 0; i--) {
                if (own.get(i).index() >= before) {
                    repeated.add(own.get(i).key());
                }
                before = own.get(i).index();
            }
        }
        return repeated;
    }

    private static boolean pausesForADay(ConversationPlan plan) {
        List<TurnPlan> turns = plan.turns();
        return IntStream.range(1, turns.size())
                .anyMatch(i -> turns.get(i).startedAt() - turns.get(i - 1).startedAt() >= 86_400_000);
    }

    private static long models(ConversationPlan plan) {
        return plan.turns().stream().map(TurnPlan::model).distinct().count();
    }

    private static Predicate<TurnPlan> responseType(String name) {
        return turn -> turn.summary().responseType().equals(name);
    }

    private static int sum(SummaryPlan summary) {
        return summary.toolCounts().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static double lengthShare(int least, int most) {
        return share(CONVERSATIONS, plan -> plan.length() >= least && plan.length() <= most);
    }

    private static double share(Predicate<TurnPlan> predicate) {
        return share(TURNS, predicate);
    }

    private static <T> double share(List<T> all, Predicate<T> predicate) {
        return (double) all.stream().filter(predicate).count() / all.size();
    }
}
