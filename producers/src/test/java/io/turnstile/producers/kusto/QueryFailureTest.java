package io.turnstile.producers.kusto;

import static io.turnstile.producers.kusto.TestRows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.producers.kusto.KustoStandIn.Fault;
import io.turnstile.producers.kusto.QueryException.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real client makes of each failure of a cluster, and what is made of that. */
class QueryFailureTest {

    private static final Part ALL = Part.from(Part.BEGINNING);

    private KustoStandIn standIn;
    private KustoCluster cluster;

    @BeforeEach
    void start() {
        standIn = KustoStandIn.start();
        cluster = KustoCluster.of(TestRows.configuration(standIn.url(), "beginning", 100));
        standIn.ingest(NOON, TestRows.rows(0, 50));
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    static List<Arguments> failures() {
        String syntax = KustoStandIn.oneApiError("SEM0100", "Semantic error: no column X", true);
        String unknown =
                KustoStandIn.oneApiError("BadRequest_EntityNotFound", "Database 'db' could not be found", true);
        String passing = KustoStandIn.oneApiError("General_BadRequest", "Try again", false);
        String memory = KustoStandIn.oneApiError("LimitsExceeded", "E_LOW_MEMORY_CONDITION (80DA0007)", true);
        return List.of(
                Arguments.of(new Fault.Status(429, ""), Kind.THROTTLED),
                Arguments.of(
                        new Fault.Status(429, KustoStandIn.oneApiError("Throttled", "wait", false)), Kind.THROTTLED),
                Arguments.of(
                        new Fault.Status(400, KustoStandIn.oneApiError("Throttled", "wait", false)), Kind.THROTTLED),
                Arguments.of(new Fault.Status(500, ""), Kind.TRANSIENT),
                Arguments.of(new Fault.Status(502, "<html>"), Kind.TRANSIENT),
                Arguments.of(new Fault.Status(503, KustoStandIn.oneApiError("Unavailable", "x", true)), Kind.TRANSIENT),
                Arguments.of(new Fault.Status(504, "gateway"), Kind.TIMED_OUT),
                Arguments.of(new Fault.Cut(), Kind.TRANSIENT),
                Arguments.of(new Fault.Truncated(), Kind.TRANSIENT),
                Arguments.of(new Fault.Partial("E_SOMETHING"), Kind.TRANSIENT),
                Arguments.of(new Fault.Partial("E_QUERY_RESULT_SET_TOO_LARGE"), Kind.TOO_LARGE),
                Arguments.of(new Fault.Partial("E_LOW_MEMORY_CONDITION"), Kind.TOO_LARGE),
                Arguments.of(new Fault.Status(400, memory), Kind.TOO_LARGE),
                Arguments.of(new Fault.Status(400, passing), Kind.TRANSIENT),
                Arguments.of(new Fault.Status(400, syntax), Kind.PERMANENT),
                Arguments.of(new Fault.Status(400, unknown), Kind.PERMANENT),
                Arguments.of(new Fault.Status(404, ""), Kind.PERMANENT),
                Arguments.of(new Fault.Status(401, ""), Kind.NOT_AUTHORIZED),
                Arguments.of(new Fault.Status(403, ""), Kind.NOT_AUTHORIZED));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureIsOfItsKind(Fault fault, Kind kind) {
        standIn.fail(fault);

        assertThatThrownBy(() -> cluster.read(new Window("", standIn.cursor()), ALL, true))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void aFailureTellsWhatTheServiceSaid() {
        standIn.fail(new Fault.Partial("E_LOW_MEMORY_CONDITION"));
        assertThatThrownBy(() -> cluster.currentCursor()).hasMessageContaining("E_LOW_MEMORY_CONDITION");

        standIn.fail(new Fault.Status(400, KustoStandIn.oneApiError("SEM0100", "no column X", true)));
        assertThatThrownBy(() -> cluster.currentCursor()).hasMessageContaining("no column X");
    }

    @Test
    void noFailureQuotesARow() {
        standIn.fail(new Fault.Truncated());

        assertThatThrownBy(() -> cluster.read(new Window("", standIn.cursor()), ALL, true))
                .hasMessageNotContaining("messageId")
                .hasMessageContaining("cut");
    }

    @Test
    void aClusterThatIsNotThereIsWaitedFor() {
        standIn.close();

        assertThatThrownBy(() -> cluster.currentCursor())
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TRANSIENT));
    }

    @Test
    void rowsComeAsTheyAreStored() throws Exception {
        var rows = cluster.read(new Window("", standIn.cursor()), ALL, true);

        assertThat(rows.size()).isEqualTo(50);
        assertThat(rows.types()).containsEntry("IngestionTime", "datetime").containsEntry("Properties", "dynamic");
        assertThat(rows.row(7).get("Properties").get("messageId").textValue()).isEqualTo("m7");
        assertThat(rows.ingestionTime(7)).contains("2026-02-03T12:00:00.0000000Z");
    }
}
