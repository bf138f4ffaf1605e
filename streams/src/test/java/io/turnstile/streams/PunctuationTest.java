package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.streams.ArrivalIndex.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PunctuationTest {

    private final RangeRecorder recorder = new RangeRecorder();
    private final ArrivalIndex index = new ArrivalIndex(recorder.store());
    private final List<String> worked = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);

    @Test
    void ofAHundredThousandEntriesOnlyThoseDueAndTheNextAreRead() {
        add(0, 100_000);
        run(3, entry -> worked.add(entry.key()));
        assertThat(worked).containsExactly("key-0", "key-1", "key-2");
        assertThat(new HashSet<>(recorder.iterated()))
                .as("three due, and one to see that it is not")
                .hasSize(4);
        // After the batch it looks once more whether the work took so long that more is due.
        assertThat(recorder.iterated()).hasSize(5);
    }

    @Test
    void whileNothingIsDueALookReadsOneEntryFromWhereTheLastEnded() {
        add(0, 1_000);
        run(3, entry -> worked.add(entry.key()));
        recorder.forget();
        run(3, entry -> worked.add(entry.key()));
        assertThat(worked).hasSize(3);
        assertThat(recorder.iterated()).hasSize(1);
        assertThat(recorder.rangeStarts())
                .as("past what was removed, where a store of this kind has tombstones")
                .isEqualTo(recorder.iterated());
    }

    @Test
    void anEmptyIndexIsNotRead() {
        run(3, entry -> worked.add(entry.key()));
        assertThat(worked).isEmpty();
        assertThat(recorder.iterated()).isEmpty();
    }

    @Test
    void moreThanIsReadAheadIsWorkedThroughInOrder() {
        add(0, 2_000);
        run(1_500, entry -> worked.add(entry.key()));
        assertThat(worked).isEqualTo(keys(0, 1_500));
        assertThat(recorder.iterated().size())
                .as("nothing is read twice but the end of a look")
                .isLessThan(1_520);
    }

    @Test
    void itYieldsAfterItsTimeBudgetAndTheNextGoesOnWhereItStopped() {
        add(0, 1_000);
        Consumer<Entry> slow = entry -> {
            worked.add(entry.key());
            clock.addAndGet(Duration.ofMillis(40).toNanos());
        };
        run(900, slow);
        int first = worked.size();
        assertThat(first)
                .as("a budget is kept, and is not so small that nothing is done")
                .isBetween(2, 25);
        run(900, slow);
        assertThat(worked).isEqualTo(keys(0, 2 * first));
    }

    /** A second's worth of work. The time that a processor is told would stand still meanwhile. */
    @Test
    void aBacklogIsLeftToTheNextOnesWhenTheTimeOfTheMachineIsUp() {
        add(0, 1_000);
        Consumer<Entry> slow = entry -> {
            worked.add(entry.key());
            spin(Duration.ofMillis(1));
        };
        Punctuation.run(index, arrival -> true, slow);
        int first = worked.size();
        assertThat(first).isBetween(1, 150);
        Punctuation.run(index, arrival -> true, slow);
        assertThat(worked).hasSizeBetween(first + 1, first + 150).isEqualTo(keys(0, worked.size()));
    }

    @Test
    void oneEntryThatTakesLongerThanTheBudgetIsStillProgress() {
        add(0, 3);
        for (int i = 0; i < 3; i++) {
            run(3, entry -> {
                worked.add(entry.key());
                clock.addAndGet(Duration.ofMinutes(1).toNanos());
            });
            assertThat(worked).isEqualTo(keys(0, i + 1));
        }
    }

    @Test
    void whatTheWorkPutsOffIsNotTakenUpInTheSamePunctuation() {
        add(0, 3);
        run(3, entry -> {
            worked.add(entry.key());
            index.add(new Entry(new Arrival(100, 100), entry.key()));
        });
        assertThat(worked).hasSize(3);
        run(101, entry -> worked.add(entry.key() + " again"));
        assertThat(worked).endsWith("key-0 again", "key-1 again", "key-2 again");
    }

    @Test
    void anArrivalBeforeThePlaceWhereTheLastLookEndedIsFound() {
        add(10, 20);
        run(15, entry -> worked.add(entry.key()));
        worked.clear();
        add(5, 6);
        run(15, entry -> worked.add(entry.key()));
        assertThat(worked).containsExactly("key-5");
    }

    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            index.add(new Entry(new Arrival(i, i), "key-" + i));
        }
    }

    private void run(int due, Consumer<Entry> work) {
        Punctuation.run(index, arrival -> arrival.streamTime() < due, work, clock::get);
    }

    private static void spin(Duration time) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < time.toNanos()) {
            Thread.onSpinWait();
        }
    }

    private static List<String> keys(int from, int to) {
        var keys = new ArrayList<String>();
        for (int i = from; i < to; i++) {
            keys.add("key-" + i);
        }
        return keys;
    }
}
