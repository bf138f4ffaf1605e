package io.turnstile.streams.turnassembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnArbitraries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** However the parts of turns are cut into commits, what comes of them downstream is the same, and in order of time. */
class PendingPartsPropertiesTest {

    /**
     * A part as a row proved it.
     *
     * @param later by how much stream time moves on, milliseconds
     * @param isLastOfCommit whether a commit follows
     */
    record Arriving(Turn part, long later, boolean isLastOfCommit) {}

    @Provide
    Arbitrary<Arriving> arriving() {
        Arbitrary<Turn> parts = Arbitraries.oneOf(
                TurnArbitraries.partsOfC("m1"),
                TurnArbitraries.partsOfC("m2"),
                TurnArbitraries.partsOfC("m3").map(part -> part.inConversation("d")),
                TurnArbitraries.partsOfC("m1").map(part -> part.inConversation("d")));
        return Combinators.combine(
                        parts,
                        Arbitraries.of(0L, 0L, 1L, 1_000L),
                        Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)))
                .as(Arriving::new);
    }

    @Property(tries = 1_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anyCutIntoCommitsMergesToTheSameTurns(
            @ForAll @Size(min = 1, max = 12) List<@From("arriving") Arriving> arriving) {
        List<PendingParts.Pending> sent = sent(arriving);
        assertThat(merged(sent.stream().map(PendingParts.Pending::part).toList()))
                .isEqualTo(merged(arriving.stream().map(Arriving::part).toList()));
        Statistics.label("merged before they were sent").collect(sent.size() < arriving.size());
        Statistics.label("merged before they were sent")
                .coverage(seen -> seen.check(true).percentage(share -> share > 30));
    }

    @Property(tries = 1_000)
    void streamTimesAscendOverAllCommitsAndEachIsThatOfTheLastChange(
            @ForAll @Size(min = 1, max = 12) List<@From("arriving") Arriving> arriving) {
        List<PendingParts.Pending> sent = sent(arriving);
        assertThat(sent).extracting(PendingParts.Pending::streamTime).isSorted();
        var lastSent = new HashMap<List<String>, Long>();
        sent.forEach(each -> lastSent.put(key(each.part()), each.streamTime()));
        assertThat(lastSent).isEqualTo(lastChanges(arriving));
    }

    /** What leaves, commit after commit. */
    private static List<PendingParts.Pending> sent(List<Arriving> arriving) {
        var pending = new PendingParts();
        var sent = new ArrayList<PendingParts.Pending>();
        long streamTime = 0;
        for (Arriving each : arriving) {
            streamTime += each.later;
            pending.merge(each.part, streamTime);
            if (each.isLastOfCommit) {
                pending.drain(sent::add);
            }
        }
        pending.drain(sent::add);
        return sent;
    }

    private static Map<List<String>, Turn> merged(List<Turn> parts) {
        var turns = new HashMap<List<String>, Turn>();
        parts.forEach(part -> turns.merge(key(part), part, Turn::merge));
        return turns;
    }

    private static Map<List<String>, Long> lastChanges(List<Arriving> arriving) {
        var changes = new HashMap<List<String>, Long>();
        long streamTime = 0;
        for (Arriving each : arriving) {
            streamTime += each.later;
            changes.put(key(each.part), streamTime);
        }
        return changes;
    }

    private static List<String> key(Turn part) {
        return List.of(part.conversationId(), part.messageId());
    }
}
