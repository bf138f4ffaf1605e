package io.turnstile.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failure names its cause and the way out, and leaves nothing behind. */
class StartFailureTest {

    private static final Pattern LOG_FILE = Pattern.compile("its log, (\\S+):");

    @TempDir
    private Path directory;

    private Set<Long> childrenBefore;
    private Set<String> socketsBefore;

    @BeforeEach
    void rememberWhatRuns() throws IOException {
        childrenBefore = children();
        socketsBefore = sockets();
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        assertThat(children()).isSubsetOf(childrenBefore);
        assertThat(sockets()).isSubsetOf(socketsBefore);
    }

    @Test
    void aTakenBrokerPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socketsBefore = sockets();
            int port = taken.getLocalPort();

            var failure = failureOf(EmbeddedConfiguration.temporary().withPorts(port, 0));

            assertThat(failure).hasMessageContaining("Port " + port).hasMessageContaining("embedded.broker-port");
        }
    }

    @Test
    void aTakenRegistryPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socketsBefore = sockets();
            int port = taken.getLocalPort();

            var failure = failureOf(EmbeddedConfiguration.temporary().withPorts(0, port));

            assertThat(failure).hasMessageContaining("Port " + port).hasMessageContaining("embedded.registry-port");
        }
    }

    @Test
    void aRegistryThatDiesIsQuotedAndTheTemporaryDirectoryIsGone() throws Exception {
        Files.writeString(directory.resolve("apicurio-registry-app-0-runner.jar"), "no jar");

        var failure = failureOf(EmbeddedConfiguration.temporary().withRegistryHome(directory));

        assertThat(failure)
                .hasMessageContaining("exit code 1")
                .hasMessageContaining("apicurio-registry-app-0-runner.jar");
        var log = LOG_FILE.matcher(failure.getMessage());
        assertThat(log.find()).isTrue();
        assertThat(Path.of(log.group(1)).getParent()).doesNotExist();
    }

    @Test
    void aDirectoryWhoseStartFailedIsKeptAndFree() throws Exception {
        Path data = directory.resolve("data");
        Files.writeString(directory.resolve("apicurio-registry-app-0-runner.jar"), "no jar");
        var configuration =
                EmbeddedConfiguration.temporary().withRegistryHome(directory).withDataDirectory(data);

        failureOf(configuration);

        assertThat(data.resolve("registry.log")).isNotEmptyFile();
        DataDirectory.open(data).close();
    }

    @Test
    void aStartThatTakesTooLongIsGivenUpAndNamesTheTimeout() {
        var failure = failureOf(EmbeddedConfiguration.temporary().withStartTimeout(Duration.ofMillis(1_500)));

        assertThat(failure).hasMessageContaining("embedded.start-timeout");
    }

    private static EmbeddedStartException failureOf(EmbeddedConfiguration configuration) {
        var failure = catchThrowableOfType(
                EmbeddedStartException.class,
                () -> EmbeddedCluster.start(configuration).close());
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Set<Long> children() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static Set<String> sockets() throws IOException {
        return ListeningSockets.areKnown()
                ? ListeningSockets.of(ProcessHandle.current().pid())
                : Set.of();
    }
}
