package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.producers.kusto.MemoryStore.Stored;
import io.turnstile.producers.kusto.QueryException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WindowReaderPropertiesTest {

    private static final Window WINDOW = new Window("", "9");

    @Property(tries = 300)
    void everyRowIsInExactlyOneBlockWhereverItIsInterrupted(
            @ForAll("rows") List<Stored> rows,
            @ForAll @IntRange(min = 1, max = 40) int blockRows,
            @ForAll @IntRange(min = 1, max = 5) int blocksUntilInterrupted)
            throws Exception {
        var store = new MemoryStore(rows, Integer.MAX_VALUE);
        var numbers = new ArrayList<Integer>();
        List<Part> left = List.of(Part.from(Part.BEGINNING));
        boolean isDone = false;
        while (!isDone) {
            var reader = reader(store, blockRows, left);
            isDone = true;
            for (int block = 0; block < blocksUntilInterrupted; block++) {
                var next = reader.next();
                if (next.isEmpty()) {
                    break;
                }
                assertThat(next.get().rows().size()).isPositive();
                numbers.addAll(numbers(next.get()));
                left = next.get().part().successors();
                isDone = next.get().isLast();
            }
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(Stored::number).toList());
    }

    @Property(tries = 200)
    void aBlockIsNoLargerThanItMayBeUnlessItIsOneRowMultiplied(
            @ForAll("rows") List<Stored> rows, @ForAll @IntRange(min = 1, max = 40) int blockRows) throws Exception {
        var reader = reader(new MemoryStore(rows, Integer.MAX_VALUE), blockRows, List.of(Part.from(Part.BEGINNING)));
        for (var block = reader.next(); block.isPresent(); block = reader.next()) {
            var numbers = numbers(block.get());
            long different = numbers.stream()
                    .map(number -> rows.get(number).hash())
                    .distinct()
                    .count();
            assertThat(numbers.size() <= blockRows || different == 1).isTrue();
        }
    }

    @Property(tries = 200)
    void aClusterThatGivesLittleAtOnceIsReadAllTheSame(
            @ForAll("differentRows") List<Stored> rows, @ForAll @IntRange(min = 1, max = 20) int mostRows)
            throws Exception {
        assertThat(readAll(new MemoryStore(rows, mostRows), 1_000))
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(Stored::number).toList());
    }

    @Property(tries = 200)
    void onlyTheLastBlockIsTheLast(@ForAll("rows") List<Stored> rows) throws Exception {
        var reader = reader(new MemoryStore(rows, Integer.MAX_VALUE), 7, List.of(Part.from(Part.BEGINNING)));
        boolean wasLast = false;
        for (var block = reader.next(); block.isPresent(); block = reader.next()) {
            assertThat(wasLast).isFalse();
            wasLast = block.get().isLast();
        }
        assertThat(wasLast).isEqualTo(!rows.isEmpty());
    }

    @Property(tries = 200)
    void aClusterThatCountsLittleAtOnceIsReadAllTheSame(
            @ForAll("rowsApart") List<Stored> rows,
            @ForAll @IntRange(min = 1, max = 20) int mostCounted,
            @ForAll boolean isSlow)
            throws Exception {
        var store = MemoryStore.counting(rows, mostCounted, isSlow ? Kind.TIMED_OUT : Kind.TOO_LARGE);
        assertThat(readAll(store, 7))
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(Stored::number).toList());
    }

    private static List<Integer> readAll(IngestStore store, int blockRows) throws Exception {
        var reader = reader(store, blockRows, List.of(Part.from(Part.BEGINNING)));
        var numbers = new ArrayList<Integer>();
        for (var block = reader.next(); block.isPresent(); block = reader.next()) {
            numbers.addAll(numbers(block.get()));
        }
        return numbers;
    }

    private static WindowReader reader(IngestStore store, int blockRows, List<Part> left) {
        var counters = new SourceCounters(InstantSource.system());
        var configuration = new RetryConfiguration(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1));
        var retry = new Retry(configuration, new StopSignal(), counters);
        return new WindowReader(store, retry, new BlockSize(blockRows), counters, InstantSource.system(), WINDOW, left);
    }

    private static List<Integer> numbers(Block block) {
        return block.rows().rows().stream().map(row -> (Integer) row.get(0)).toList();
    }

    /** Many share a tick, and some a hash or the beginning of one. */
    @Provide
    Arbitrary<List<Stored>> rows() {
        return rows(Arbitraries.integers().between(0, 60));
    }

    @Provide
    Arbitrary<List<Stored>> differentRows() {
        return rows(Arbitraries.integers())
                .map(rows -> rows.stream()
                        .map(row -> new Stored(row.number(), row.ingested(), hash(row.number() * 7919)))
                        .toList());
    }

    /** No two in one tick: what cannot be counted can always be halved. */
    @Provide
    Arbitrary<List<Stored>> rowsApart() {
        return Arbitraries.longs()
                .between(0, 10_000_000_000_000L)
                .set()
                .ofMaxSize(120)
                .map(List::copyOf)
                .map(ticks -> IntStream.range(0, ticks.size())
                        .mapToObj(number -> new Stored(
                                number, TestRows.NOON.plus(Part.TICK.multipliedBy(ticks.get(number))), hash(number)))
                        .toList());
    }

    private static Arbitrary<List<Stored>> rows(Arbitrary<Integer> hashes) {
        var times = Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.longs().between(0, 5_000),
                        Arbitraries.longs().between(0, 10_000_000_000_000L))
                .map(ticks -> TestRows.NOON.plus(Part.TICK.multipliedBy(ticks)));
        return Combinators.combine(times.list().ofMaxSize(120), hashes.list().ofSize(120))
                .as((ingested, seeds) -> IntStream.range(0, ingested.size())
                        .mapToObj(number -> new Stored(number, ingested.get(number), hash(seeds.get(number))))
                        .toList());
    }

    /** 64 digits of which the first ones are often alike. */
    private static String hash(int seed) {
        return String.format(Locale.ROOT, "%08x", seed & 0xF0F0000F).repeat(4)
                + String.format(Locale.ROOT, "%08x", seed).repeat(4);
    }
}
