package io.turnstile.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLogTest {

    @TempDir
    private Path directory;

    @Test
    void theAddressIsKnownOnceTheLineIsThere() throws Exception {
        var log = new RegistryLog(directory.resolve("log"));
        assertThat(log.announcedAddress()).isEmpty();

        Files.writeString(log.file(), "first\nstarted in 3.4s. Listening on: http://127.0.0.1:40537\nlast\n");

        assertThat(log.announcedAddress()).contains("http://127.0.0.1:40537");
    }

    @Test
    void anAddressThatIsStillBeingWrittenIsNotTaken() throws Exception {
        var log = new RegistryLog(Files.writeString(directory.resolve("log"), "Listening on: http://127.0.0.1:405"));

        assertThat(log.announcedAddress()).isEmpty();
    }

    @Test
    void onlyTheEndIsQuoted() throws Exception {
        String lines = IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.joining("\n"));

        assertThat(new RegistryLog(Files.writeString(directory.resolve("log"), lines)).lastLines())
                .startsWith("85\n")
                .endsWith("\n99");
    }
}
