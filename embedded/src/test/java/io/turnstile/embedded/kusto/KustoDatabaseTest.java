package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlDatabase;
import io.turnstile.embedded.kql.KqlException;
import io.turnstile.embedded.kql.KqlType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KustoDatabaseTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final KustoDatabase database = database(0);

    @Test
    void rowsThatBecameVisibleTogetherShareTheirCursorAndIngestionTime() throws Exception {
        database.publish(database.accept("T", rows(0, 2_500)));

        var rows = table().rows(null, null).toList();

        assertThat(rows).hasSize(2_500);
        assertThat(rows.stream().map(KqlDatabase.Row::cursor).distinct())
                .containsExactly(database.snapshot().currentCursor());
        assertThat(rows.stream().map(KqlDatabase.Row::ingestionTime).distinct()).containsExactly(NOW);
    }

    @Test
    void aCursorHas18DigitsAndGrowsWithEachBatch() throws Exception {
        String empty = database.snapshot().currentCursor();
        String first = database.publish(database.accept("T", rows(0, 1)));
        String second = database.publish(database.accept("T", rows(1, 1)));

        assertThat(List.of(empty, first, second)).allMatch(cursor -> cursor.matches("\\d{18}"));
        assertThat(List.of(empty, first, second)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anEmptyBatchMovesNothing() throws Exception {
        String before = database.snapshot().currentCursor();

        assertThat(database.publish(database.accept("T", List.of()))).isEqualTo(before);
        assertThat(database.snapshot().currentCursor()).isEqualTo(before);
    }

    @Test
    void aSnapshotStaysAsItIsWhileRowsComeAndGo() throws Exception {
        database.publish(database.accept("T", rows(0, 10)));
        var before = table();
        String cursor = database.publish(database.accept("T", rows(10, 10)));
        database.discardUpTo(cursor);

        assertThat(before.rows(null, null)).hasSize(10);
        assertThat(table().rows(null, null)).isEmpty();
    }

    /** Batches have three rows each, so a number that is no multiple would be half of one. */
    @Test
    void aReaderNeverSeesHalfABatchNorLosesOneWhileAnotherThreadIngests() throws Exception {
        var ended = new AtomicBoolean();
        var writer = CompletableFuture.runAsync(() -> {
            IntStream.range(0, 500).forEach(n -> publish(rows(3 * n, 3)));
            ended.set(true);
        });
        long last = 0;
        while (!ended.get()) {
            var rows = table().rows(null, null).map(row -> (Long) row.value(0)).toList();
            assertThat(rows.size() % 3).isZero();
            assertThat(rows).hasSizeGreaterThanOrEqualTo((int) last).isSorted();
            last = rows.size();
        }
        writer.join();
        assertThat(table().rows(null, null)).hasSize(1_500);
    }

    @Test
    void whatLiesAtOrBelowADiscardedCursorIsGoneFromEveryTableAndTheRestIsNot() throws Exception {
        database.create("U", List.of(new KqlColumn("n", KqlType.LONG)));
        database.publish(database.accept("T", rows(0, 3)));
        String cursor = database.publish(database.accept("U", rows(3, 2)));
        database.publish(database.accept("T", rows(5, 4)));

        assertThat(database.discardUpTo(cursor)).isEqualTo(5);

        assertThat(table().rows(null, null).map(row -> row.value(0))).containsExactly(5L, 6L, 7L, 8L);
        assertThat(table().rows(null, cursor)).isEmpty();
        assertThat(database.residentRows()).isEqualTo(4);
        assertThat(database.discardUpTo(cursor)).isZero();
    }

    @Test
    void givingRowsWaitsForRoomUntilSomeAreDiscarded() throws Exception {
        var bounded = database(10);
        String cursor = bounded.publish(bounded.accept("T", rows(0, 8)));
        var waiting = waiting(bounded);

        bounded.discardUpTo(cursor);

        waiting.join();
        assertThat(bounded.residentRows()).isEqualTo(3);
    }

    @Test
    void aBatchAboveTheBoundIsTakenWhenNothingElseIsHeld() throws Exception {
        var bounded = database(10);

        bounded.publish(bounded.accept("T", rows(0, 50)));

        assertThat(bounded.residentRows()).isEqualTo(50);
    }

    @Test
    void whoWaitsForRoomIsToldThatTheDatabaseClosed() throws Exception {
        var bounded = database(10);
        bounded.publish(bounded.accept("T", rows(0, 8)));
        var waiting = waiting(bounded);

        bounded.close();

        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("closed");
    }

    @Test
    void aTableOrColumnThatDoesNotExistIsNamedWithThoseThatDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accept("Q", rows(0, 1)))
                .withMessageContaining("no table Q")
                .withMessageContaining("[T]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accept("T", List.of(Map.of("m", 1))))
                .withMessageContaining("no column [m]")
                .withMessageContaining("[n]");
        assertThat(database.residentRows()).isZero();
    }

    @Test
    void aValueThatTheColumnCannotHoldIsRefusedWithoutBeingQuoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.accept("T", List.of(Map.of("n", "confidential"))))
                .withMessageContaining("Column n is of type long")
                .withMessageNotContaining("confidential");
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        assertThatExceptionOfType(KqlException.class)
                .isThrownBy(() -> table().rows("yesterday", null))
                .withMessageContaining("'yesterday' is no database cursor");
    }

    @Test
    void whatIsNotGivenIsNullAndInAStringColumnEmpty() throws Exception {
        database.create("V", List.of(new KqlColumn("s", KqlType.STRING), new KqlColumn("d", KqlType.DYNAMIC)));
        database.publish(database.accept("V", List.of(Map.of())));

        var row = database.snapshot()
                .table("V")
                .orElseThrow()
                .rows(null, null)
                .findFirst()
                .orElseThrow();

        assertThat(row.value(0)).isEqualTo("");
        assertThat(row.value(1)).isNull();
    }

    /** Ends when its thread waits, so that what is tested is the waiting and not the luck of scheduling. */
    private static CompletableFuture<Void> waiting(KustoDatabase bounded) {
        var ended = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                bounded.accept("T", rows(8, 3));
                ended.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                ended.completeExceptionally(e);
            }
        });
        thread.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> thread.getState() == Thread.State.WAITING);
        assertThat(ended).isNotDone();
        return ended;
    }

    private KqlDatabase.Table table() {
        return database.snapshot().table("T").orElseThrow();
    }

    private void publish(List<Map<String, Object>> rows) {
        try {
            database.publish(database.accept("T", rows));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KustoDatabase database(long mostRows) {
        var database = new KustoDatabase(InstantSource.fixed(NOW), mostRows);
        database.create("T", List.of(new KqlColumn("n", KqlType.LONG)));
        return database;
    }

    private static List<Map<String, Object>> rows(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(n -> Map.<String, Object>of("n", n))
                .toList();
    }
}
