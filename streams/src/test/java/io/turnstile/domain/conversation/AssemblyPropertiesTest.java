package io.turnstile.domain.conversation;

import static io.turnstile.domain.conversation.AssemblyFixture.ALL;
import static io.turnstile.domain.conversation.AssemblyFixture.liveIds;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.ModelText;
import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnArbitraries;
import io.turnstile.domain.turn.TurnFixture;
import io.turnstile.domain.turn.TurnParts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class AssemblyPropertiesTest {

    private static final TakenModes SOME = new TakenModes(Set.of("agent"));

    private static final Comparator<Turn> BY_START =
            Comparator.comparing(Turn::startedAt).thenComparing(Turn::turnIndex).thenComparing(Turn::messageId);

    @Provide
    Arbitrary<List<Turn>> conversations() {
        return TurnArbitraries.conversations(6);
    }

    /** Rows of a turn's own, within its time: they say nothing of its place, its end or a parent. */
    @Provide
    Arbitrary<Addition> additions() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 10),
                        Arbitraries.of("A much longer text than the turn had before")
                                .injectNull(0.5),
                        Arbitraries.of("Well").injectNull(0.5),
                        Arbitraries.of("agent", "ask").injectNull(0.5),
                        Arbitraries.of(1, 7).injectNull(0.5),
                        Arbitraries.of(true, false))
                .as(Addition::new);
    }

    record Addition(
            long second, String userText, String modelText, String mode, Integer panelIndex, boolean isSummarized) {

        Turn to(Turn turn) {
            Instant at = turn.startedAt().plusSeconds(second);
            var parts = new TurnParts(turn.messageId(), turn.conversationId(), at, at)
                    .userText(userText)
                    .modelText(modelText == null ? null : new ModelText(at, modelText))
                    .statedMode(mode)
                    .panelTurnIndex(panelIndex);
            return (isSummarized ? parts.summarizedAt(at) : parts).build();
        }
    }

    @Property(tries = 1_000)
    void theOrderOfTurnsDoesNotMatter(@ForAll("conversations") List<Turn> turns, @ForAll Random random) {
        var shuffled = new ArrayList<>(turns);
        Collections.shuffle(shuffled, random);
        assertThat(Assembled.of("c", shuffled, SOME)).isEqualTo(Assembled.of("c", turns, SOME));
    }

    /** The rule as the contract words it, against the one pass that applies it. */
    @Property(tries = 1_000)
    void aTurnIsLiveUnlessOneWithASmallerOrEqualIndexStartedLater(@ForAll("conversations") List<Turn> turns) {
        List<Turn> captured = turns.stream()
                .filter(turn -> !turn.isSubagent() && turn.turnIndex() != null)
                .toList();
        List<String> live = captured.stream()
                .filter(turn -> captured.stream().noneMatch(other -> isAbandonedBy(turn, other)))
                .sorted(Comparator.comparing(Turn::turnIndex))
                .map(Turn::messageId)
                .toList();
        if (Assembled.of("c", turns, ALL) instanceof Assembled.AsConversation assembled) {
            assertThat(liveIds(assembled.conversation())).isEqualTo(live);
            assertThat(assembled.conversation().abandonedTurnCount()).isEqualTo(captured.size() - live.size());
        } else {
            assertThat(live).isEmpty();
        }
    }

    @Property(tries = 1_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void completeMeansThatTheIndicesAreOneToTheNumberOfTurns(@ForAll("conversations") List<Turn> turns) {
        if (Assembled.of("c", turns, ALL) instanceof Assembled.AsConversation assembled) {
            var conversation = assembled.conversation();
            List<Integer> indices = conversation.turns().stream()
                    .map(turn -> turn.turn().turnIndex())
                    .toList();
            List<Integer> whole =
                    IntStream.rangeClosed(1, indices.size()).boxed().toList();
            assertThat(conversation.isComplete()).isEqualTo(!indices.isEmpty() && indices.equals(whole));
            Statistics.collect(conversation.isComplete() && indices.size() > 1);
        }
        Statistics.coverage(seen -> seen.check(true).count(count -> count > 20));
    }

    @Property(tries = 1_000)
    void moreRowsOfItsTurnsLeaveACompleteConversationComplete(
            @ForAll @IntRange(min = 1, max = 6) int size,
            @ForAll("additions") Addition addition,
            @ForAll Random random) {
        var turns = new ArrayList<>(TurnFixture.turns(size));
        int place = random.nextInt(size);
        turns.set(place, turns.get(place).merge(addition.to(turns.get(place))));
        Conversation conversation = AssemblyFixture.conversation(turns);
        assertThat(conversation.isComplete()).isTrue();
        assertThat(conversation.turns()).hasSize(size);
    }

    private static boolean isAbandonedBy(Turn turn, Turn other) {
        return BY_START.compare(other, turn) > 0 && other.turnIndex() <= turn.turnIndex();
    }
}
