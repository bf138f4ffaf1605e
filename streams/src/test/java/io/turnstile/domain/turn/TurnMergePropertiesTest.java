package io.turnstile.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The parts of one turn form a join-semilattice, so the order and the number of its rows do not matter. */
class TurnMergePropertiesTest {

    @Provide
    Arbitrary<Turn> parts() {
        return TurnArbitraries.parts("m");
    }

    @Provide
    Arbitrary<Turn> partsOfAnother() {
        return TurnArbitraries.parts("another");
    }

    @Provide
    Arbitrary<TurnSummary> summaries() {
        return TurnArbitraries.summaries();
    }

    @Property(tries = 1_000)
    void mergeIsCommutative(@ForAll("parts") Turn a, @ForAll("parts") Turn b) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a)).hasSameHashCodeAs(b.merge(a));
    }

    @Property(tries = 1_000)
    void mergeIsAssociative(@ForAll("parts") Turn a, @ForAll("parts") Turn b, @ForAll("parts") Turn c) {
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    }

    @Property(tries = 1_000)
    void mergeIsIdempotent(@ForAll("parts") Turn a) {
        assertThat(a.merge(a)).isEqualTo(a);
    }

    /** Absorption in both arguments: neither part has anything to tell the merged turn that it does not know. */
    @Property(tries = 1_000)
    void whatWasMergedSaysNothingNew(@ForAll("parts") Turn a, @ForAll("parts") Turn b) {
        Turn merged = a.merge(b);
        assertThat(merged.merge(a)).isEqualTo(merged);
        assertThat(merged.merge(b)).isEqualTo(merged);
    }

    @Property(tries = 1_000)
    void anyOrderDuplicationAndGroupingGiveTheSameTurn(
            @ForAll @Size(min = 1, max = 6) List<@From("parts") Turn> parts, @ForAll Random random) {
        Turn inOrder = parts.stream().reduce(Turn::merge).orElseThrow();
        assertThat(mergedAnyhow(parts, random)).isEqualTo(inOrder);
    }

    @Property(tries = 1_000)
    void mergingLosesNoKnowledge(@ForAll("parts") Turn a, @ForAll("parts") Turn b) {
        Turn merged = a.merge(b);
        assertThat(known(merged)).containsAll(known(a)).containsAll(known(b));
        assertThat(merged.startedAt()).isBeforeOrEqualTo(a.startedAt());
        assertThat(merged.lastEventAt()).isAfterOrEqualTo(a.lastEventAt());
        assertThat(merged.calls().keySet()).containsAll(a.calls().keySet());
        assertThat(merged.summarizedAt()).containsAll(a.summarizedAt());
    }

    @Property(tries = 1_000)
    void mergingInventsNoCall(@ForAll("parts") Turn a, @ForAll("parts") Turn b) {
        var keys = new HashSet<>(a.calls().keySet());
        keys.addAll(b.calls().keySet());
        Turn merged = a.merge(b);
        assertThat(merged.calls().keySet()).isEqualTo(keys);
        assertThat(merged.calls())
                .allSatisfy((key, call) -> assertThat(CallKey.of(call)).isEqualTo(key));
    }

    /** The order of summaries must tell apart whatever is not equal, or the one that came first stays. */
    @Property(tries = 1_000)
    void theOrderOfSummariesIsTotal(@ForAll("summaries") TurnSummary a, @ForAll("summaries") TurnSummary b) {
        int order = TurnSummary.LATEST.compare(a, b);
        assertThat(order == 0).as("%s and %s tie", a, b).isEqualTo(a.equals(b));
        assertThat(Integer.signum(TurnSummary.LATEST.compare(b, a))).isEqualTo(-Integer.signum(order));
    }

    @Property(tries = 1_000)
    void partsOfTwoTurnsDoNotMerge(@ForAll("parts") Turn a, @ForAll("partsOfAnother") Turn b) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> a.merge(b))
                .withMessageContaining(a.messageId())
                .withMessageContaining(b.messageId());
    }

    private static Turn mergedAnyhow(List<Turn> parts, Random random) {
        var trees = new ArrayList<>(parts);
        for (int i = random.nextInt(4); i > 0; i--) {
            trees.add(parts.get(random.nextInt(parts.size())));
        }
        while (trees.size() > 1) {
            Collections.shuffle(trees, random);
            trees.add(trees.remove(0).merge(trees.remove(0)));
        }
        return trees.get(0);
    }

    /** The names of what a turn knows, from among the fields that may be null. */
    private static List<String> known(Turn turn) {
        var known = new ArrayList<String>();
        addIfKnown(known, "conversationId", turn.conversationId());
        addIfKnown(known, "statedMode", turn.statedMode());
        addIfKnown(known, "userText", turn.userText());
        addIfKnown(known, "modelText", turn.modelText());
        addIfKnown(known, "summary", turn.summary());
        addIfKnown(known, "panelTurnIndex", turn.panelTurnIndex());
        addIfKnown(known, "parentRequestId", turn.parentRequestId());
        addIfKnown(known, "userHash", turn.userHash());
        return known;
    }

    private static void addIfKnown(List<String> known, String name, Object value) {
        if (value != null) {
            known.add(name);
        }
    }
}
