package io.turnstile.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHomeTest {

    private static final String UNPACK = "mvn -pl embedded process-resources";

    @TempDir
    private Path directory;

    @Test
    void theBuildHasUnpackedOneRegistry() {
        assertThat(RegistryHome.fromSystemProperty().runner()).isNotEmptyFile();
    }

    @Test
    void anUnsetPropertyIsNamedWithWhatToRun() {
        String home = System.clearProperty("turnstile.registry.home");
        try {
            assertThatThrownBy(EmbeddedConfiguration::temporary)
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("turnstile.registry.home is not set")
                    .hasMessageContaining(UNPACK);
        } finally {
            System.setProperty("turnstile.registry.home", home);
        }
    }

    @Test
    void aDirectoryWithoutARegistryIsNamedWithWhatToRun() {
        for (Path home : new Path[] {directory, directory.resolve("missing")}) {
            assertThatThrownBy(() -> RegistryHome.of(home))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("no schema registry in " + home)
                    .hasMessageContaining(UNPACK);
        }
    }

    @Test
    void twoVersionsInOneDirectoryAreRefused() throws Exception {
        Files.createFile(directory.resolve("apicurio-registry-app-1-runner.jar"));
        Files.createFile(directory.resolve("apicurio-registry-app-2-runner.jar"));

        assertThatThrownBy(() -> RegistryHome.of(directory))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("several versions");
    }
}
