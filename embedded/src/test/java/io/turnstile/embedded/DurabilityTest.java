package io.turnstile.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One data directory through its life: used by another process, killed there, taken over, restarted. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DurabilityTest {

    private static final String TOPIC = "kept";
    private static final String SUBJECT = "kept-value";

    @TempDir
    private static Path directory;

    @TempDir
    private static Path temporaryFiles;

    private static Process process;
    private static List<String> running;
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void fillInAnotherProcess() throws Exception {
        process = ClusterProcess.start(temporaryFiles, directory.toString());
        running = ClusterProcess.awaitRunning(process);
        Clients.createTopic(running.get(0), TOPIC, Map.of());
        Clients.produce(running.get(0), TOPIC, "record");
        assertThat(Clients.register(running.get(1), SUBJECT, "\"string\"")).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        process.destroyForcibly();
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void aDirectoryInUseByAnotherProcessIsRefused() throws Exception {
        assertThatThrownBy(() -> EmbeddedCluster.start(configuration()))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(directory.toRealPath() + " is in use by another process")
                .hasMessageContaining(EmbeddedConfiguration.DATA_DIRECTORY_KEY);
    }

    @Test
    @Order(2)
    void theRegistryDiesWithItsKilledParent() {
        var registry = ProcessHandle.of(Long.parseLong(running.get(2))).orElseThrow();

        process.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).until(() -> !registry.isAlive());
    }

    @Test
    @Order(3)
    void topicsRecordsAndSchemasSurviveAKill() throws Exception {
        cluster = EmbeddedCluster.start(configuration());

        assertEverythingIsThere();
    }

    @Test
    @Order(4)
    void aRefusedSecondStartInOneProcessDoesNotFreeTheDirectory() throws Exception {
        assertThatThrownBy(() -> EmbeddedCluster.start(configuration()))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("is in use by this process");

        assertThat(FileLocks.isLockedForOthers(directory.resolve("in-use.lock")))
                .isTrue();
    }

    @Test
    @Order(5)
    void topicsRecordsAndSchemasSurviveARestartBesideAnotherCluster() throws Exception {
        var starting = CompletableFuture.supplyAsync(() -> EmbeddedCluster.start(EmbeddedConfiguration.temporary()));
        cluster.close();
        cluster = EmbeddedCluster.start(configuration());

        assertEverythingIsThere();
        try (var other = starting.join()) {
            assertThat(Clients.topics(other.bootstrapServers())).doesNotContain(TOPIC);
            assertThat(Clients.get(other.registryUrl() + "/subjects")).isEqualTo("[]");
        }
        assertEverythingIsThere();
    }

    private static void assertEverythingIsThere() throws Exception {
        assertThat(Clients.topics(cluster.bootstrapServers())).contains(TOPIC);
        assertThat(Clients.readText(cluster.bootstrapServers(), TOPIC, 1)).containsExactly("record");
        assertThat(Clients.get(cluster.registryUrl() + "/subjects/" + SUBJECT + "/versions/latest"))
                .contains("string");
    }

    private static EmbeddedConfiguration configuration() {
        return EmbeddedConfiguration.temporary().withDataDirectory(directory);
    }
}
