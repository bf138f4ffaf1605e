package io.turnstile.domain.conversation;

import static io.turnstile.domain.turn.TurnFixture.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnFixture;
import io.turnstile.domain.turn.TurnParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * Completeness is monotone under added rows of the same branch.
 *
 * <p>A branch is a user's own turns 1 to n, each begun after the one before ended, of which the last is known to be
 * captured: a summary says its place. Its rows are what these turns sent, and nothing else: a row that proves a turn to
 * be a subagent's, an edit or a retry, or a turn after the last, is not of the branch. Whatever part of those rows is
 * there, and whatever part of them is added, in that branch
 *
 * <ul>
 *   <li>the number of captured turns does not fall;
 *   <li>a complete conversation stays complete;
 *   <li>a partial one stays as it is or moves on: from MISSING_FIRST_TURN to GAP, NO_SUMMARY or complete, from GAP to
 *       NO_SUMMARY or complete, from NO_SUMMARY to complete, and never back. NO_TURN_INDEX does not occur, because
 *       the last turn has its place.
 * </ul>
 */
class MonotonePropertiesTest {

    private static final String COMPLETE = "complete";

    /** What may be said of a branch once another thing was said of it. */
    private static final Map<String, Set<String>> NEXT = Map.of(
            "MISSING_FIRST_TURN",
            Set.of("MISSING_FIRST_TURN", "GAP", "NO_SUMMARY", COMPLETE),
            "GAP",
            Set.of("GAP", "NO_SUMMARY", COMPLETE),
            "NO_SUMMARY",
            Set.of("NO_SUMMARY", COMPLETE),
            COMPLETE,
            Set.of(COMPLETE));

    /** When a row was captured. */
    enum Captured {
        NEVER,
        AT_FIRST,
        LATER
    }

    /** When each kind of row of one turn was captured. */
    record Rows(Captured userText, Captured modelText, Captured call, Captured panelRequest, Captured summary) {

        static Rows of(List<Captured> each) {
            return new Rows(each.get(0), each.get(1), each.get(2), each.get(3), each.get(4));
        }
    }

    /** The last turn is captured at first, so its place in the list is what fixes it. */
    @Provide
    Arbitrary<Rows> rows() {
        return Arbitraries.frequency(
                        Tuple.of(3, Captured.NEVER), Tuple.of(2, Captured.AT_FIRST), Tuple.of(2, Captured.LATER))
                .list()
                .ofSize(5)
                .map(Rows::of)
                .withoutEdgeCases();
    }

    @Property(tries = 2_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void addedRowsOfABranchOnlyMoveItTowardsComplete(@ForAll @Size(max = 4) List<@From("rows") Rows> turns) {
        Conversation before = AssemblyFixture.conversation(branch(turns, Set.of(Captured.AT_FIRST)));
        Conversation after = AssemblyFixture.conversation(branch(turns, Set.of(Captured.AT_FIRST, Captured.LATER)));
        assertThat(after.turns().size()).isGreaterThanOrEqualTo(before.turns().size());
        assertThat(after.maxTurnIndex()).isEqualTo(before.maxTurnIndex());
        assertThat(NEXT.get(standing(before))).contains(standing(after));
        Statistics.collect(standing(before), standing(after));
        NEXT.forEach((from, all) -> all.forEach(
                to -> Statistics.coverage(seen -> seen.check(from, to).count(count -> count > 0))));
    }

    private static String standing(Conversation conversation) {
        return conversation.isComplete()
                ? COMPLETE
                : conversation.partialReason().name();
    }

    /** The turns as they are known by rows captured then, and after them the last turn, whole. */
    private static List<Turn> branch(List<Rows> turns, Set<Captured> when) {
        var known = new ArrayList<Turn>();
        for (int i = 0; i < turns.size(); i++) {
            fragments(turns.get(i), i + 1, when).stream().reduce(Turn::merge).ifPresent(known::add);
        }
        int last = turns.size() + 1;
        known.add(TurnFixture.turn("m-" + last, last).build());
        return known;
    }

    private static List<Turn> fragments(Rows rows, int index, Set<Captured> when) {
        Turn whole = TurnFixture.turn("m-" + index, index)
                .call(100L * index + 3, 1_000L * index)
                .build();
        var captured = new TreeMap<Integer, TurnParts>();
        if (when.contains(rows.userText)) {
            captured.put(0, parts(whole, 0).userText(whole.userText()).statedMode("agent"));
        }
        if (when.contains(rows.call)) {
            captured.put(3, parts(whole, 3).call(whole.callsByTime().get(0)));
        }
        if (when.contains(rows.panelRequest)) {
            captured.put(5, parts(whole, 5).panelTurnIndex(index));
        }
        if (when.contains(rows.modelText)) {
            captured.put(8, parts(whole, 8).modelText(whole.modelText()));
        }
        if (when.contains(rows.summary)) {
            captured.put(10, parts(whole, 10).startedAt(whole.startedAt()).summary(whole.summary()));
        }
        return captured.values().stream().map(TurnParts::build).toList();
    }

    private static TurnParts parts(Turn whole, long second) {
        var at = EPOCH.plusSeconds(100L * whole.turnIndex() + second);
        return new TurnParts(whole.messageId(), whole.conversationId(), at, at);
    }
}
