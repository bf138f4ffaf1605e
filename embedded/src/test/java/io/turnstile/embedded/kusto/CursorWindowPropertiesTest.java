package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlDatabase;
import io.turnstile.embedded.kql.KqlType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the order in which batches are given, become visible and are read: windows of cursors are closed. */
class CursorWindowPropertiesTest {

    /** An hour that does not pass, one that jumps back, and one that runs. */
    private static final List<InstantSource> CLOCKS = List.of(
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")), new BackwardClock(), InstantSource.system());

    @Property(tries = 300)
    void everyRowIsInExactlyOneWindowAndAWindowIsReadTheSameAgain(
            @ForAll("steps") List<Step> steps, @ForAll("clocks") InstantSource clock) throws InterruptedException {
        var reader = new Reader(new KustoDatabase(clock, 0));
        for (Step step : steps) {
            reader.take(step);
        }
        reader.publishAll();
        reader.readOn();

        assertThat(reader.windows.values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, reader.given).mapToObj(Long::valueOf).toList());
        reader.windows.forEach((window, rows) ->
                assertThat(reader.read(window.after(), window.upTo())).isEqualTo(rows));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> give = Arbitraries.integers().between(0, 3).map(Give::new);
        Arbitrary<Step> publish = Arbitraries.integers().between(0, 9).map(Publish::new);
        Arbitrary<Step> read = Arbitraries.just(new Read());
        return Arbitraries.oneOf(give, publish, read).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<InstantSource> clocks() {
        return Arbitraries.of(CLOCKS);
    }

    sealed interface Step {}

    record Give(int rows) implements Step {}

    record Publish(int which) implements Step {}

    record Read() implements Step {}

    record Window(String after, String upTo) {}

    /** Gives rows numbered from 0, and reads from where it stood to where the database stands. */
    private static final class Reader {

        private final KustoDatabase database;
        private final List<KustoDatabase.Batch> pending = new ArrayList<>();
        private final Map<Window, List<Long>> windows = new LinkedHashMap<>();
        private String position = "";
        private int given;

        Reader(KustoDatabase database) {
            this.database = database;
            for (String table : List.of("T0", "T1")) {
                database.create(table, List.of(new KqlColumn("n", KqlType.LONG)));
            }
        }

        void take(Step step) throws InterruptedException {
            if (step instanceof Give give) {
                var rows = IntStream.range(given, given + give.rows())
                        .mapToObj(n -> Map.of("n", n))
                        .toList();
                pending.add(database.accept("T" + pending.size() % 2, rows));
                given += give.rows();
            } else if (step instanceof Publish publish && !pending.isEmpty()) {
                database.publish(pending.remove(publish.which() % pending.size()));
            } else if (step instanceof Read) {
                readOn();
            }
        }

        void publishAll() {
            pending.forEach(database::publish);
            pending.clear();
        }

        void readOn() {
            String upTo = database.snapshot().currentCursor();
            var window = new Window(position, upTo);
            assertThat(windows.put(window, read(position, upTo))).isIn(null, List.of());
            position = upTo;
        }

        List<Long> read(String after, String upTo) {
            KqlDatabase now = database.snapshot();
            return List.of("T0", "T1").stream()
                    .flatMap(table -> now.table(table).orElseThrow().rows(after, upTo))
                    .map(row -> (Long) row.value(0))
                    .toList();
        }
    }

    private static final class BackwardClock implements InstantSource {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            now = now.minusSeconds(1);
            return now;
        }
    }
}
