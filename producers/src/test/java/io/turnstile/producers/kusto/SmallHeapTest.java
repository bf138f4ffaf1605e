package io.turnstile.producers.kusto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.embedded.kusto.EmbeddedKusto;
import io.turnstile.embedded.kusto.EmbeddedKustoConfiguration;
import io.turnstile.queries.ShippedTrees;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory is bounded by the bytes of a block, and not only by its rows. */
class SmallHeapTest {

    /** 60 MB of rows in one window: the cluster would give them in one answer, and a heap of 128 MB cannot read it. */
    private static final int ROWS = 600;

    private static final String TEXT = "a prompt as long as a file ".repeat(4_000);

    @TempDir
    private Path directory;

    @Test
    void aWindowOfLargeRowsIsReadWithLittleMemory() throws Exception {
        try (var kusto = EmbeddedKusto.start(
                EmbeddedKustoConfiguration.of(new ShippedTrees()).withDatabase("db"))) {
            var topics = SourceTopics.create();
            for (int row = 0; row < ROWS; row += 20) {
                var rows = TestRows.rows(row, row + 20);
                rows.forEach(each -> ((ObjectNode) each.get("Properties")).put("text", TEXT));
                kusto.ingestJson("AppEvents", rows).join();
            }
            var log = directory.resolve("small.log").toFile();

            var process = KilledProducer.start(topics, kusto.url(), 5_000, true, log);
            try {
                assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue())
                        .withFailMessage(() -> contentOf(log))
                        .isZero();
            } finally {
                process.destroyForcibly().waitFor();
            }

            assertThat(topics.committedRows()).hasSize(ROWS).doesNotHaveDuplicates();
        }
    }
}
