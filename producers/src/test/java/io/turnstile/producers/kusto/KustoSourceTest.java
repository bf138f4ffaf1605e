package io.turnstile.producers.kusto;

import static io.turnstile.producers.kusto.TestRows.NOON;
import static io.turnstile.producers.kusto.TestRows.configuration;
import static io.turnstile.producers.kusto.TestRows.row;
import static io.turnstile.producers.kusto.TestRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.turnstile.producers.MalformedReason;
import io.turnstile.producers.SourceException;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.kusto.KustoStandIn.Fault;
import io.turnstile.queries.IngestQuery;
import io.turnstile.schema.SourceCursor;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source through the real client: what it yields, from where, and what stops it. */
class KustoSourceTest {

    private KustoStandIn standIn;
    private SourceCursor stored;

    @BeforeEach
    void start() {
        standIn = KustoStandIn.start();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void aSourceWithoutAPositionBeginsNowAndRemembersThatAtOnce() {
        standIn.ingest(NOON, rows(0, 3));
        assertThat(readOnce("now")).isEmpty();
        assertThat(stored).isNotNull();

        standIn.ingest(NOON.plusSeconds(1), rows(3, 5));

        assertThat(readOnce("now")).containsExactly("m3", "m4");
    }

    @Test
    void fromTheBeginningEverythingIsReadOnce() {
        standIn.ingest(NOON, rows(0, 3));
        standIn.ingest(NOON.plusSeconds(1), rows(3, 7));

        assertThat(readOnce("beginning")).hasSize(7).doesNotHaveDuplicates();
        assertThat(stored.getRows()).isEqualTo(7);
        assertThat(readOnce("beginning")).isEmpty();
    }

    @Test
    void fromATimeRowsAreReadThatWereIngestedThenOrLater() {
        standIn.ingest(NOON, rows(0, 3));
        // Generated long before, but it came after.
        standIn.ingest(NOON.plusSeconds(60), List.of(row(3, "2026-01-01T00:00:00Z")));

        assertThat(readOnce("2026-02-03T12:01:00")).containsExactly("m3");

        standIn.ingest(NOON.plusSeconds(61), rows(4, 5));
        assertThat(readOnce("2026-02-03T12:01:00")).as("no gap, no overlap").containsExactly("m4");
    }

    @Test
    void tiesAtABoundaryAreReadOnce() {
        // Twenty rows of one tick, where blocks have six: the tick is split by what the rows hold.
        standIn.ingest(NOON, rows(0, 5));
        standIn.ingest(NOON.plusNanos(100), rows(5, 25));
        standIn.ingest(NOON.plusNanos(200), rows(25, 30));

        assertThat(readOnce("beginning", 6)).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void rowsCommittedOutOfOrderOfTheirEventTimeAreRead() {
        standIn.ingest(NOON, List.of(row(1, "2026-02-03T12:00:00Z")));
        assertThat(readOnce("beginning")).containsExactly("m1");

        standIn.ingest(NOON.plusSeconds(10), List.of(row(0, "2026-02-03T11:00:00Z")));
        assertThat(readOnce("beginning")).containsExactly("m0");
    }

    @Test
    void rowsThatBecomeVisibleWithAnEarlierTimeOfIngestionAreRead() {
        standIn.ingest(NOON.plusSeconds(10), rows(0, 1));
        assertThat(readOnce("beginning")).containsExactly("m0");

        standIn.ingest(NOON, rows(1, 2));
        assertThat(readOnce("beginning")).as("the cursor decides, not the time").containsExactly("m1");
    }

    @Test
    void nothingIsLostOnRetry() {
        standIn.ingest(NOON, rows(0, 20));
        standIn.fail(
                new Fault.Status(429, ""),
                new Fault.Status(503, ""),
                new Fault.Cut(),
                new Fault.None(),
                new Fault.None(),
                new Fault.Truncated(),
                new Fault.Partial("E_ODD"),
                new Fault.Short(),
                new Fault.None(),
                new Fault.Short());

        assertThat(readOnce("beginning")).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aLimitThatCutsThroughATieHalvesTheBlock() {
        standIn.ingest(NOON, rows(0, 40));
        standIn.limitResultTo(7);

        var source = open("beginning", 1_000, true);
        assertThat(readAll(source)).hasSize(40).doesNotHaveDuplicates();
        assertThat(source.metrics().counts().shrunk()).isPositive();
    }

    @Test
    void aBlockGrowsAgainAfterALimit() {
        for (int second = 0; second < 200; second++) {
            standIn.ingest(NOON.plusSeconds(second), rows(second * 4, second * 4 + 4));
        }
        standIn.fail(new Fault.None(), new Fault.None(), new Fault.None(), new Fault.Partial("E_LOW_MEMORY_CONDITION"));
        var source = open("beginning", 32, true);

        assertThat(readAll(source)).hasSize(800).doesNotHaveDuplicates();
        assertThat(source.metrics().counts().shrunk()).isEqualTo(1);
        assertThat(source.metrics().blockRows()).isEqualTo(32);
    }

    @Test
    void aRowThatIsMoreThanTheClusterGivesStopsTheSourceWhenPatienceEnds() {
        standIn.ingest(NOON, rows(0, 2));
        standIn.limitResultTo(0);

        try (var source = KustoSource.open(impatient(), Optional.empty(), true)) {
            assertThatThrownBy(() -> readAll(source))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("one row ingested at 2026-02-03T12:00:00Z")
                    .hasMessageContaining("E_QUERY_RESULT_SET_TOO_LARGE");
        }
    }

    @Test
    void aMemoryThatIsShortWhileRowsAreCountedIsWaitedFor() {
        standIn.ingest(NOON, rows(0, 2));
        standIn.fail(new Fault.None(), new Fault.Partial("E_LOW_MEMORY_CONDITION"));

        assertThat(readOnce("beginning")).hasSize(2);
    }

    @Test
    void anInterruptedWindowIsContinuedWithTheSameCursors() {
        for (int second = 0; second < 10; second++) {
            standIn.ingest(NOON.plusSeconds(second), rows(second * 3, second * 3 + 3));
        }
        String to = standIn.cursor();
        var first = open("beginning", 3, true);
        var seen = new ArrayList<>(takeBlocks(first.items(), 4));
        first.close();
        standIn.ingest(NOON.plusSeconds(5), rows(30, 33));

        int asked = standIn.asked().size();
        seen.addAll(readOnce("beginning", 3));

        assertThat(seen).hasSize(33).doesNotHaveDuplicates();
        assertThat(standIn.asked().get(asked)).containsEntry("afterCursor", "").containsEntry("toCursor", to);
    }

    @Test
    void timesWithoutAZoneAreInUtc() {
        standIn.ingest(NOON, List.of(row(0, "2026-02-03T11:59:00.1234567")));

        assertThat(items(open("beginning", 10, true)))
                .filteredOn(SourceItem.Row.class::isInstance)
                .singleElement()
                .satisfies(item -> assertThat(((SourceItem.Row) item).row().getServerTimestamp())
                        .isEqualTo(Instant.parse("2026-02-03T11:59:00.123Z")));
    }

    @Test
    void aMalformedRowIsToldWithItsPlaceAndTheOthersArrive() {
        var bad = row(1);
        bad.put("TimeGenerated", "yesterday");
        standIn.ingest(NOON, List.of(row(0), bad, row(2)));

        assertThat(items(open("beginning", 10, true)))
                .filteredOn(SourceItem.Malformed.class::isInstance)
                .singleElement()
                .satisfies(item -> {
                    var malformed = (SourceItem.Malformed) item;
                    assertThat(malformed.reason()).isEqualTo(MalformedReason.INVALID_TIMESTAMP);
                    assertThat(malformed.place()).isEqualTo("db@2026-02-03T12:00:00.0000000Z");
                });
    }

    @Test
    void aChangedQueryWithAnOldPositionStopsAndSaysWhatToDo() {
        standIn.ingest(NOON, rows(0, 1));
        readOnce("beginning");
        String text = IngestQuery.shipped("agent_mode_rows").orElseThrow().rows();
        var changed = configuration(
                standIn.url(), IngestQuery.of("mine", text.replace("project", "take 10 | project")), "now", 10);

        assertThatThrownBy(() -> KustoSource.open(changed, Optional.of(stored), true))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the query's text changed")
                .hasMessageContaining("turnstile source set kusto --cursor " + standIn.cursor())
                .hasMessageContaining("turnstile source reset kusto");
    }

    @Test
    void withinABackfillNoCursorIsAdvisedForThereIsNone() {
        standIn.ingest(NOON, rows(0, 2));
        standIn.ingest(NOON.plusSeconds(1), rows(2, 4));
        var interrupted = open("beginning", 2, true);
        takeBlocks(interrupted.items(), 1);
        interrupted.close();
        String text = IngestQuery.shipped("agent_mode_rows").orElseThrow().rows();
        var changed = configuration(
                standIn.url(), IngestQuery.of("mine", text.replace("project", "take 10 | project")), "now", 10);

        assertThatThrownBy(() -> KustoSource.open(changed, Optional.of(stored), true))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the query's text changed")
                .hasMessageContaining("turnstile source reset kusto --from TIME")
                .hasMessageNotContaining("--cursor");

        standIn.columns(Map.of("TimeGenerated", "string", "Name", "string", "Properties", "dynamic"));
        assertThatThrownBy(() -> readOnce("beginning", 2))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("column timegenerated was datetime and is string")
                .hasMessageContaining("turnstile source reset kusto --from TIME")
                .hasMessageNotContaining("--cursor");
    }

    @Test
    void whatIsAdvisedIsAccepted() {
        standIn.ingest(NOON, rows(0, 2));
        readOnce("beginning");
        standIn.ingest(NOON.plusSeconds(1), rows(2, 6));
        var interrupted = open("beginning", 2, true);
        takeBlocks(interrupted.items(), 1);
        interrupted.close();
        standIn.columns(Map.of("TimeGenerated", "string", "Name", "string", "Properties", "dynamic"));

        assertThatThrownBy(() -> readOnce("beginning", 2)).satisfies(failure -> {
            String cursor = failure.getMessage().replaceAll("(?s).*--cursor ([0-9]+)'.*", "$1");
            var plain = configuration(standIn.url(), "now", 2);
            stored = KustoPositions.after(cursor, plain, Optional.of(stored));
        });
        assertThat(readOnce("now")).as("the window in hand, again").containsExactly("m2", "m3", "m4", "m5");
    }

    @Test
    void aCommentInTheQueryChangesNothing() {
        standIn.ingest(NOON, rows(0, 1));
        readOnce("beginning");
        String text = IngestQuery.shipped("agent_mode_rows").orElseThrow().rows();
        var commented = configuration(standIn.url(), IngestQuery.of("mine", "// mine\n" + text), "now", 10);

        try (var source = KustoSource.open(commented, Optional.of(stored), true)) {
            assertThat(readAll(source)).isEmpty();
        }
    }

    @Test
    void anotherDatabaseWithAnOldPositionStopsAndDoesNotSuggestTheOldCursor() {
        standIn.ingest(NOON, rows(0, 1));
        readOnce("beginning");
        var elsewhere = configuration("http://127.0.0.1:1", "now", 10);

        assertThatThrownBy(() -> KustoSource.open(elsewhere, Optional.of(stored), true))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the cluster was '" + standIn.url() + "' and is 'http://127.0.0.1:1'")
                .hasMessageContaining("source.kusto.name")
                .hasMessageNotContaining("--cursor");
    }

    @Test
    void aColumnThatIsGoneOrOfAnotherTypeStopsTheSource() {
        standIn.ingest(NOON, rows(0, 1));
        readOnce("beginning");
        standIn.ingest(NOON.plusSeconds(1), rows(1, 2));
        standIn.columns(Map.of("TimeGenerated", "string", "Name", "string", "Properties", "dynamic"));

        assertThatThrownBy(() -> readOnce("beginning"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("column measurements is gone")
                .hasMessageContaining("column timegenerated was datetime and is string");
    }

    @Test
    void anAnswerThatIsMadeOfNoRowsStopsTheSource() {
        standIn.ingest(NOON, rows(0, 1));
        standIn.columns(Map.of("Properties", "dynamic"));

        assertThatThrownBy(() -> readOnce("beginning"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("none of [eventname, name] is there");
    }

    @Test
    void aPermanentFailureStopsTheSourceAndSaysWhatTheServiceSaid() {
        standIn.fail(new Fault.Status(400, KustoStandIn.oneApiError("SEM0100", "no table AppEvents", true)));

        assertThatThrownBy(() -> readOnce("beginning"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no table AppEvents")
                .hasMessageContaining("source.kusto.query");
    }

    @Test
    void whoIsNotLetInIsToldWhatToCheck() {
        standIn.fail(new Fault.Status(403, ""));

        assertThatThrownBy(() -> readOnce("beginning"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("source.kusto.auth")
                .hasMessageContaining("viewer");
    }

    @Test
    void patienceEnds() {
        standIn.failByChance(() -> new Fault.Status(503, ""));

        try (var source = KustoSource.open(impatient(), Optional.empty(), true)) {
            assertThatThrownBy(() -> readAll(source)).hasMessageContaining("source.kusto.patience");
            assertThat(source.metrics().counts().retries()).isGreaterThan(1);
        }
    }

    @Test
    void rowsThatLeaveTheStoreMeanwhileAreNoFailure() {
        standIn.ingest(NOON, rows(0, 3));
        standIn.ingest(NOON.plusSeconds(1), rows(3, 6));
        var source = open("beginning", 2, true);
        var items = source.items();
        var seen = takeBlocks(items, 1);
        standIn.forgetBefore(NOON.plusSeconds(1));

        while (items.hasNext()) {
            seen.addAll(names(List.of(items.next())));
        }

        assertThat(new TreeSet<>(seen)).contains("m3", "m4", "m5");
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(source.metrics().counts().changedRows()).isPositive();
        source.close();
    }

    @Test
    void aSourceThatIsToldToStopEndsAfterTheBlockAtHand() throws Exception {
        standIn.ingest(NOON, rows(0, 3));
        var source = open("beginning", 10, false);
        var seen = new ArrayList<SourceItem>();
        var thread = new Thread(() -> source.items().forEachRemaining(seen::add));
        thread.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> source.metrics().counts().windows() == 1);

        source.stop();

        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(seen).hasSize(4);
        assertThat(seen.get(3)).isInstanceOf(SourceItem.Position.class);
        source.close();
    }

    @Test
    void aLiveSourceYieldsWhatIsIngestedLater() throws Exception {
        var source = open("now", 10, false);
        var seen = new ArrayList<String>();
        var thread = new Thread(() -> source.items().forEachRemaining(item -> {
            synchronized (seen) {
                seen.addAll(names(List.of(item)));
            }
        }));
        thread.start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> source.metrics().lag() != null);
            standIn.ingest(NOON, rows(0, 2));
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                synchronized (seen) {
                    assertThat(seen).containsExactly("m0", "m1");
                }
            });
            assertThat(source.metrics().lag()).isLessThan(Duration.ofMinutes(1));
        } finally {
            source.close();
            thread.join(10_000);
        }
    }

    @Test
    void itsMetricsAreShownByJmx() throws Exception {
        standIn.ingest(NOON, rows(0, 3));
        standIn.fail(new Fault.Status(429, ""));
        try (var source = open("beginning", 10, true)) {
            readAll(source);
            var name = new ObjectName("turnstile.producer:type=source,name=kusto");
            var server = ManagementFactory.getPlatformMBeanServer();

            assertThat(server.getAttribute(name, "rows")).isEqualTo(3.0);
            assertThat(server.getAttribute(name, "throttles")).isEqualTo(1.0);
            assertThat(server.getAttribute(name, "retries")).isEqualTo(1.0);
            assertThat((Double) server.getAttribute(name, "lag-seconds")).isBetween(0.0, 60.0);
        }
    }

    @Test
    void theEventsThatAreWantedReachTheCluster() {
        standIn.ingest(NOON, rows(0, 1));
        var plain = configuration(standIn.url(), "beginning", 10);
        var configuration = new KustoConfiguration(
                plain.name(),
                plain.connection(),
                plain.query(),
                List.of("panel.request", "ToolCallDetails"),
                plain.start(),
                plain.pollInterval(),
                plain.blockRows(),
                plain.blockBytes(),
                plain.retry());
        try (var source = KustoSource.open(configuration, Optional.empty(), true)) {
            readAll(source);
        }

        assertThat(standIn.asked().get(0)).containsEntry("eventNames", "panel.request,toolcalldetails");
    }

    private KustoConfiguration impatient() {
        var plain = configuration(standIn.url(), "beginning", 10);
        return new KustoConfiguration(
                plain.name(),
                plain.connection(),
                plain.query(),
                plain.events(),
                plain.start(),
                plain.pollInterval(),
                plain.blockRows(),
                plain.blockBytes(),
                new RetryConfiguration(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(200)));
    }

    private KustoSource open(String from, int blockRows, boolean isOnce) {
        return KustoSource.open(configuration(standIn.url(), from, blockRows), Optional.ofNullable(stored), isOnce);
    }

    private List<String> readOnce(String from) {
        return readOnce(from, 10);
    }

    /** What a run with --once reads, from the position where the last one ended. */
    private List<String> readOnce(String from, int blockRows) {
        try (var source = open(from, blockRows, true)) {
            return readAll(source);
        }
    }

    private List<String> readAll(KustoSource source) {
        return names(items(source));
    }

    private List<SourceItem> items(KustoSource source) {
        var items = new ArrayList<SourceItem>();
        source.items().forEachRemaining(items::add);
        return items;
    }

    private List<String> takeBlocks(Iterator<SourceItem> items, int blocks) {
        var taken = new ArrayList<SourceItem>();
        IntStream.range(0, blocks).forEach(block -> {
            SourceItem item;
            do {
                item = items.next();
                taken.add(item);
            } while (!(item instanceof SourceItem.Position));
        });
        return new ArrayList<>(names(taken));
    }

    /** The message ids; each position on the way is stored. */
    private List<String> names(List<SourceItem> items) {
        var names = new ArrayList<String>();
        for (SourceItem item : items) {
            if (item instanceof SourceItem.Position position) {
                stored = position.cursor();
            } else if (item instanceof SourceItem.Row row) {
                names.add(row.row().getProperties().get("messageId"));
            }
        }
        return names;
    }
}
