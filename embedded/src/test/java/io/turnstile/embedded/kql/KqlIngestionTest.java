package io.turnstile.embedded.kql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cursors and times of ingestion. */
class KqlIngestionTest {

    private static KqlRunner kql;

    @BeforeAll
    static void start() {
        kql = new KqlRunner();
    }

    @AfterAll
    static void stop() {
        kql.close();
    }

    private static MemoryDatabase fiveEvents() {
        var database = new MemoryDatabase();
        for (int i = 1; i <= 5; i++) {
            database.add(Instant.EPOCH, "event" + i, Dynamics.bag().put("n", i), null);
        }
        return database;
    }

    @Test
    void aWindowOfCursorsReadsNoOtherRows() {
        MemoryDatabase database = fiveEvents();
        String query = "declare query_parameters(a:string, b:string); AppEvents"
                + " | where cursor_after(a) and (cursor_before_or_at(b) and Name != 'event3') | project Name";
        assertThat(kql.run(query, Map.of("a", "1", "b", "4"), database).rows())
                .extracting(row -> row[0])
                .containsExactly("event2", "event4");
        assertThat(database.rowsRead()).isEqualTo(3);
    }

    @Test
    void windowsThatFollowEachOtherAreOne() {
        MemoryDatabase database = fiveEvents();
        assertThat(kql.rows(
                        "AppEvents | where cursor_after('1') | where cursor_after('') | where"
                                + " cursor_before_or_at('10') | where cursor_before_or_at('3') | count",
                        database))
                .containsExactly(List.of(2L));
    }

    @Test
    void aConditionOnCursorsThatIsNotAWindowIsATestOfEachRow() {
        assertThat(kql.rows(
                        "AppEvents | where not(cursor_after('2')) or cursor_after('4') | project Name", fiveEvents()))
                .containsExactly(List.of("event1"), List.of("event2"), List.of("event5"));
        assertThat(kql.rows("AppEvents | extend x = 1 | where cursor_after('4') | project Name", fiveEvents()))
                .containsExactly(List.of("event5"));
    }

    @Test
    void cursorsAreComparedAsNumbers() {
        MemoryDatabase database = fiveEvents();
        for (int i = 6; i <= 12; i++) {
            database.add(Instant.EPOCH, "event" + i, null, null);
        }
        assertThat(kql.rows("AppEvents | extend x = 1 | where cursor_after('9') | count", database))
                .containsExactly(List.of(3L));
        assertThat(kql.rows("print cursor_current()", database)).containsExactly(List.of("12"));
    }

    @Test
    void aRowKeepsItsTimeOfIngestionAsLongAsItIsARow() {
        assertThat(kql.rows(
                        "AppEvents | extend x = 1 | where Name == 'event2' | take 1 | project t = ingestion_time()",
                        fiveEvents()))
                .containsExactly(List.of(Instant.ofEpochSecond(2)));
        assertThat(kql.rows("AppEvents | summarize count() by Name | where isnotnull(ingestion_time())", fiveEvents()))
                .isEmpty();
    }

    @Test
    void aMissingStringOfARowIsEmpty() {
        var database = new MemoryDatabase().add(Instant.EPOCH, null, null, null);
        assertThat(kql.rows("AppEvents | where Name == '' and isnull(Properties.x) | count", database))
                .containsExactly(List.of(1L));
    }

    @Test
    void takeReadsNoMoreThanItGives() {
        MemoryDatabase database = fiveEvents();
        assertThat(kql.rows("AppEvents | extend x = 1 | where x == 1 | take 2", database))
                .hasSize(2);
        assertThat(database.rowsRead()).isEqualTo(2);
    }
}
