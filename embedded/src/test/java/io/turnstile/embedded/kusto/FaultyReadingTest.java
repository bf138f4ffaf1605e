package io.turnstile.embedded.kusto;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.kusto.data.ClientRequestProperties;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import io.turnstile.embedded.kql.KqlColumn;
import io.turnstile.embedded.kql.KqlDatabase;
import io.turnstile.embedded.kql.KqlType;
import io.turnstile.embedded.kql.ResultTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The simplest reader that is right: closed windows, tried again whatever fails, and discarded when read. */
class FaultyReadingTest {

    private static final int BATCHES = 150;
    private static final int ROWS_A_BATCH = 7;
    private static final long SEED = 42;

    @Test
    void everyRowArrivesOnceWhileBatchesLagAndAnswersFail() throws Exception {
        try (var kusto = KustoUnderTest.embedded(
                FaultyReadingTest::answer,
                to -> to.withSlowness(Duration.ofMillis(5))
                        .withLag(new IngestionLag(Duration.ZERO, Duration.ofMillis(60), SEED))
                        .withMostResidentRows(20L * ROWS_A_BATCH))) {
            kusto.server().createTable("T", List.of(new KqlColumn("n", KqlType.LONG)));
            kusto.server().faults().randomly(0.5, SEED);

            CompletableFuture<Void> ingested = ingest(kusto.server());
            List<Object> read = readAll(kusto, ingested);

            assertThat(read)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, BATCHES * ROWS_A_BATCH)
                            .<Object>mapToObj(n -> n)
                            .toList());
            assertThat(kusto.server().faults().count()).isGreaterThan(10);
            assertThat(kusto.server().residentRows()).isZero();
        }
    }

    private static List<Object> readAll(KustoUnderTest kusto, CompletableFuture<Void> ingested) {
        var read = new ArrayList<Object>();
        String position = "";
        boolean last = false;
        while (!last) {
            last = ingested.isDone();
            String upTo = (String) persist(kusto, "cursor", "", "").get(0).get(0);
            persist(kusto, "T", position, upTo).forEach(row -> read.add(row.get(0)));
            kusto.server().discardUpTo(upTo);
            position = upTo;
        }
        ingested.join();
        return read;
    }

    private static List<List<Object>> persist(KustoUnderTest kusto, String kql, String after, String upTo) {
        var properties = new ClientRequestProperties();
        properties.setParameter("after", after);
        properties.setParameter("upTo", upTo);
        while (true) {
            try {
                return kusto.query(kql, properties).getData();
            } catch (DataServiceException fault) {
                assertThat(kusto.server().faults().count()).isPositive();
            }
        }
    }

    private static CompletableFuture<Void> ingest(EmbeddedKusto server) {
        return CompletableFuture.runAsync(() -> {
            var visible = new ArrayList<CompletableFuture<String>>();
            for (int batch = 0; batch < BATCHES; batch++) {
                visible.add(ingest(server, batch));
            }
            visible.forEach(CompletableFuture::join);
        });
    }

    private static CompletableFuture<String> ingest(EmbeddedKusto server, int batch) {
        try {
            return server.ingest(
                    "T",
                    IntStream.range(batch * ROWS_A_BATCH, (batch + 1) * ROWS_A_BATCH)
                            .mapToObj(n -> Map.of("n", n))
                            .toList());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ResultTable answer(String kql, Map<String, String> parameters, KqlDatabase database) {
        return kql.equals("cursor")
                ? new ResultTable(
                        List.of(new KqlColumn("Cursor", KqlType.STRING)),
                        List.<Object[]>of(new Object[] {database.currentCursor()}))
                : Answers.tables().run(kql, parameters, database);
    }
}
