package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.streams.ArrivalIndex.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.state.Stores;

class ArrivalIndexPropertiesTest {

    /** Of equal times the smaller key: which of two is first does not depend on the order in which they were added. */
    private static final Comparator<Entry> ORDER = Comparator.comparingLong(
                    (Entry entry) -> entry.arrival().streamTime())
            .thenComparingLong(entry -> entry.arrival().wallTime())
            .thenComparing(Entry::key);

    /** What is done to an index. */
    sealed interface Step {

        record Add(Entry entry) implements Step {}

        record Remove(Entry entry) implements Step {}

        /** Looks at what is due before a stream time. */
        record Look(long before, int limit) implements Step {}
    }

    /** Few times, so that they tie, and the ends of the range; stream time is -1 before the first record. */
    @Provide
    Arbitrary<Long> times() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-3, 3),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE),
                Arbitraries.longs());
    }

    @Provide
    Arbitrary<Entry> entries() {
        return Combinators.combine(times(), times(), Arbitraries.of("", "a", "ab", "b", "é", "\0"))
                .as((streamTime, wallTime, key) -> new Entry(new Arrival(streamTime, wallTime), key));
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Long> few = Arbitraries.longs().between(-2, 2);
        Arbitrary<Entry> entries = Combinators.combine(few, few, Arbitraries.of("a", "b"))
                .as((streamTime, wallTime, key) -> new Entry(new Arrival(streamTime, wallTime), key));
        return Arbitraries.oneOf(
                entries.map(Step.Add::new),
                entries.map(Step.Remove::new),
                Combinators.combine(few, Arbitraries.integers().between(1, 3)).as(Step.Look::new));
    }

    @Property(tries = 1_000)
    void entriesComeInTheOrderOfTheirArrival(@ForAll @Size(max = 20) List<@From("entries") Entry> entries) {
        ArrivalIndex index = index();
        entries.forEach(index::add);
        var sorted = new TreeSet<>(ORDER);
        sorted.addAll(entries);
        assertThat(index.due(any -> true, Integer.MAX_VALUE)).containsExactlyElementsOf(sorted);
    }

    /** Against the whole set looked through: the hint of where the last look ended must never hide an entry. */
    @Property(tries = 1_000)
    void whatIsDueIsFoundWhateverWasAddedRemovedAndLookedAtBefore(
            @ForAll @Size(max = 30) List<@From("steps") Step> steps) {
        ArrivalIndex index = index();
        var model = new TreeSet<>(ORDER);
        for (Step step : steps) {
            if (step instanceof Step.Add add) {
                index.add(add.entry());
                model.add(add.entry());
            } else if (step instanceof Step.Remove remove) {
                index.remove(remove.entry());
                model.remove(remove.entry());
            } else if (step instanceof Step.Look look) {
                assertThat(index.due(arrival -> arrival.streamTime() < look.before(), look.limit()))
                        .isEqualTo(model.stream()
                                .filter(entry -> entry.arrival().streamTime() < look.before())
                                .limit(look.limit())
                                .toList());
            }
        }
    }

    private static ArrivalIndex index() {
        return new ArrivalIndex(Stores.inMemoryKeyValueStore("index").get());
    }
}
