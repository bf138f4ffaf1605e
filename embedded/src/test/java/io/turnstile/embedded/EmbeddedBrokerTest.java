package io.turnstile.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir
    private Path temporaryFiles;

    @Test
    void aBrokerAloneServesAndIsGoneWithItsFilesWhenItsProcessIsAskedToEnd() throws Exception {
        var process = ClusterProcess.start(temporaryFiles);
        try {
            String brokers = ClusterProcess.awaitRunning(process).get(0);
            Clients.createTopic(brokers, "topic", Map.of());
            Clients.produce(brokers, "topic", "record");
            assertThat(Clients.readText(brokers, "topic", 1)).containsExactly("record");
            assertThat(temporaryFiles).isNotEmptyDirectory();

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(temporaryFiles.toFile().listFiles((parent, name) -> name.startsWith("turnstile-")))
                    .isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }
}
