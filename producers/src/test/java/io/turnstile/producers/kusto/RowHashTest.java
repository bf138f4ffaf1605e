package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.producers.kusto.MemoryStore.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query of one's own gives as RowHash: only that tells rows of one tick apart. */
@Timeout(30)
class RowHashTest {

    private static final int BLOCK_ROWS = 2;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3A,7F,C0,DE", // upper case
                "qL+,xY/,zz=,Ab0", // base 64
                "c,c1,c2", // of different lengths
                "a1,,b2,c3" // none for one of them
            })
    void aHashThatCannotTellRowsApartStopsTheSourceBeforeARowIsLost(String hashes) {
        assertThatThrownBy(() -> readAll(List.of(hashes.split(","))))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("RowHash")
                .hasMessageContaining("lower-case hexadecimal digits")
                .hasMessageContaining("docs/kusto-source.md");
    }

    @Test
    void noHashAtAllStopsTheSourceToo() {
        assertThatThrownBy(() -> readAll(List.of("", "", "")))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("RowHash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0f1e", "d1e8a70b5ccab1dc2f56bbf7e99f064a660c08e361a35751b9c483c88943d082"})
    void copiesOfOneRowAreReadAtOnceHoweverShortTheirHashIs(String hash) throws Exception {
        assertThat(readAll(List.of(hash, hash, hash, hash, hash))).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void rowsBesideCopiesAreReadToo() throws Exception {
        assertThat(readAll(List.of("ab", "ab", "ab", "ac", "0c"))).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    /** All in one tick, with these hashes. */
    private static List<Integer> readAll(List<String> hashes) throws Exception {
        var rows = IntStream.range(0, hashes.size())
                .mapToObj(number -> new Stored(number, TestRows.NOON, hashes.get(number)))
                .toList();
        var counters = new SourceCounters(InstantSource.system());
        var patience = new RetryConfiguration(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(200));
        var reader = new WindowReader(
                new MemoryStore(rows, Integer.MAX_VALUE),
                new Retry(patience, new StopSignal(), counters),
                new BlockSize(BLOCK_ROWS),
                counters,
                InstantSource.system(),
                new Window("", "9"),
                List.of(Part.from(Part.BEGINNING)));
        var numbers = new ArrayList<Integer>();
        for (var block = reader.next(); block.isPresent(); block = reader.next()) {
            block.get().rows().rows().forEach(row -> numbers.add((Integer) row.get(0)));
        }
        return numbers;
    }
}
