package io.turnstile.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnArbitraries;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** From fragments to a conversation: how they are ordered, repeated and grouped on the way does not matter. */
class RegroupingPropertiesTest {

    private static final TakenModes SOME = new TakenModes(Set.of("agent"));
    private static final int BATCHES = 3;

    /**
     * A fragment on its way. Nothing is drawn at random within, so that a failure shrinks to fragments in order.
     *
     * @param position its place in the order of arrival; ties keep the order of the list
     * @param batch the fragments of a batch are merged with each other first
     * @param isRepeated whether it comes in the next batch again
     */
    record Arriving(Turn fragment, int position, int batch, boolean isRepeated) {

        private boolean isIn(int each) {
            return each == batch || isRepeated && each == batch + 1;
        }
    }

    @Provide
    Arbitrary<Arriving> fragments() {
        return Combinators.combine(
                        Arbitraries.of("m-1", "m-2", "m-3").flatMap(TurnArbitraries::partsOfC),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, BATCHES - 1),
                        Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)))
                .as(Arriving::new)
                .withoutEdgeCases();
    }

    @Property(tries = 1_000)
    void theWayOfTheFragmentsDoesNotMatter(
            @ForAll @Size(min = 1, max = 8) List<@From("fragments") Arriving> fragments) {
        Collection<Turn> inOrder =
                merged(fragments.stream().map(Arriving::fragment).toList()).values();
        Assembled expected = Assembled.of("c", inOrder, SOME);
        assertThat(Assembled.of("c", mergedInBatches(fragments), SOME)).isEqualTo(expected);
    }

    /** The last batch first, and the turns in reverse. */
    private static Collection<Turn> mergedInBatches(List<Arriving> fragments) {
        var whole = new TreeMap<String, Turn>(Comparator.reverseOrder());
        for (int batch = BATCHES; batch >= 0; batch--) {
            merged(batch(fragments, batch)).forEach((id, turn) -> whole.merge(id, turn, Turn::merge));
        }
        return whole.values();
    }

    private static List<Turn> batch(List<Arriving> fragments, int batch) {
        return fragments.stream()
                .filter(fragment -> fragment.isIn(batch))
                .sorted(Comparator.comparingInt(Arriving::position))
                .map(Arriving::fragment)
                .toList();
    }

    private static Map<String, Turn> merged(List<Turn> fragments) {
        var turns = new TreeMap<String, Turn>();
        fragments.forEach(fragment -> turns.merge(fragment.messageId(), fragment, Turn::merge));
        return turns;
    }
}
