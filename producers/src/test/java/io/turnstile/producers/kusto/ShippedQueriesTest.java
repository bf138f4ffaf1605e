package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.embedded.kusto.EmbeddedKusto;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import io.turnstile.producers.SourceItem;
import io.turnstile.queries.IngestQuery;
import io.turnstile.queries.ShippedTrees;
import io.turnstile.schema.TelemetryRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped ingest queries, run by the embedded server, through the real client. */
class ShippedQueriesTest {

    private EmbeddedKusto kusto;

    @BeforeEach
    void start() {
        // A clock that stands still: all that is ingested has one time, and only hashes tell rows apart.
        kusto = EmbeddedKusto.start(EmbeddedKustoConfiguration.of(new ShippedTrees())
                .withDatabase("db")
                .withClock(InstantSource.fixed(Instant.parse("2026-02-03T12:00:00.1234567Z"))));
    }

    @AfterEach
    void stop() {
        kusto.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 1_000})
    void everyRowIsReadOnceWhateverTheSizeOfABlock(int blockRows) throws Exception {
        kusto.ingestJson("AppEvents", TestRows.rows(0, 60)).join();
        kusto.ingestJson("AppEvents", TestRows.rows(60, 100)).join();

        assertThat(read("agent_mode_rows", List.of(), blockRows))
                .extracting(row -> row.getProperties().get("messageId"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).mapToObj(number -> "m" + number).toList());
    }

    @Test
    void copiesOfARowAreAllRead() throws Exception {
        kusto.ingestJson("AppEvents", List.of(TestRows.row(1), TestRows.row(1), TestRows.row(1)))
                .join();

        assertThat(read("agent_mode_rows", List.of(), 1)).hasSize(3);
    }

    @Test
    void aBlockOfLargeRowsIsHalvedUntilItHasFewBytesEnoughAndALargerRowIsReadAllTheSame() throws Exception {
        var rows = TestRows.rows(0, 40);
        rows.forEach(row -> ((ObjectNode) row.get("Properties")).put("text", "x".repeat(1_000)));
        ((ObjectNode) rows.get(7).get("Properties")).put("text", "y".repeat(20_000));
        kusto.ingestJson("AppEvents", rows).join();

        var shrunk = new AtomicLong();
        assertThat(read("agent_mode_rows", List.of(), 1_000, 10_000, shrunk))
                .extracting(row -> row.getProperties().get("messageId"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(number -> "m" + number).toList());
        assertThat(shrunk.get()).isPositive();
    }

    @Test
    void aRowOfTheStaffWorkspaceArrivesAsItWas() throws Exception {
        kusto.ingestJson("AppEvents", List.of(TestRows.row(1))).join();

        assertThat(read("agent_mode_rows", List.of(), 10)).singleElement().satisfies(row -> {
            assertThat(row.getEventName()).isEqualTo("GitHub.copilot-chat/toolCallDetails");
            assertThat(row.getServerTimestamp()).isEqualTo(TestRows.NOON.plusSeconds(1));
            assertThat(row.getProperties()).isEqualTo(Map.of("messageId", "m1"));
            assertThat(row.getMeasurements()).isEqualTo(Map.of("turnIndex", 1.0));
            assertThat(row.getOrigin().getPlace()).isEqualTo("db@2026-02-03T12:00:00.1234567Z");
        });
    }

    @Test
    void onlyTheEventsThatAreWantedAreRead() throws Exception {
        kusto.ingestJson(
                        "AppEvents",
                        List.of(
                                named("GitHub.copilot-chat/toolCallDetails"),
                                named("GitHub.copilot-chat/TOOLCALLDETAILSINTERNAL"),
                                named("panel.request"),
                                named("GitHub.copilot-chat/panel.requested"),
                                named("other")))
                .join();

        assertThat(read("agent_mode_rows", List.of("ToolCallDetailsInternal", "panel.request"), 10))
                .extracting(TelemetryRow::getEventName)
                .containsExactlyInAnyOrder("GitHub.copilot-chat/TOOLCALLDETAILSINTERNAL", "panel.request");
    }

    @Test
    void aRowOfTheProductClusterArrivesWithoutWhoTheUserIs() throws Exception {
        kusto.ingest(
                        "RawEventsVSCodeExt",
                        List.of(
                                product("github.copilot-chat/toolcalldetails"),
                                product("some.other-extension/toolcalldetails")))
                .join();

        assertThat(read("agent_mode_rows_product", List.of("toolCallDetails"), 10))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getEventName()).isEqualTo("github.copilot-chat/toolcalldetails");
                    assertThat(row.getClientTimestamp()).isEqualTo(TestRows.NOON);
                    assertThat(row.getMeasurements()).isEqualTo(Map.of("turnindex", 2.0));
                    assertThat(row.toString()).doesNotContain("session-7");
                });
    }

    private static Map<String, Object> product(String event) {
        return Map.of(
                "ServerTimestamp", "2026-02-03T12:00:05Z",
                "ClientTimestamp", "2026-02-03T12:00:00Z",
                "EventName", event,
                "Properties", "{\"messageid\":\"m1\"}",
                "Measures", "{\"turnindex\":2}",
                "VSCodeSessionId", "session-7");
    }

    private static ObjectNode named(String event) {
        return TestRows.row(1).put("Name", event);
    }

    private List<TelemetryRow> read(String query, List<String> events, int blockRows) {
        return read(query, events, blockRows, 1_000_000, new AtomicLong());
    }

    private List<TelemetryRow> read(
            String query, List<String> events, int blockRows, int blockBytes, AtomicLong shrunk) {
        var plain =
                TestRows.configuration(kusto.url(), IngestQuery.shipped(query).orElseThrow(), "beginning", blockRows);
        var configuration = new KustoConfiguration(
                plain.name(),
                plain.connection(),
                plain.query(),
                events,
                plain.start(),
                plain.pollInterval(),
                plain.blockRows(),
                blockBytes,
                plain.retry());
        var rows = new ArrayList<TelemetryRow>();
        try (var source = KustoSource.open(configuration, Optional.empty(), true)) {
            source.items().forEachRemaining(item -> {
                if (item instanceof SourceItem.Row row) {
                    rows.add(row.row());
                }
            });
            shrunk.set(source.metrics().counts().shrunk());
        }
        return rows;
    }
}
