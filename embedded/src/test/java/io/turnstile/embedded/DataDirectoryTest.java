package io.turnstile.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void aTemporaryDirectoryIsDeletedWithWhatIsInIt() throws Exception {
        var directory = DataDirectory.open(null);
        Files.writeString(Files.createDirectories(directory.broker()).resolve("file"), "content");

        directory.close();

        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void aGivenDirectoryIsCreatedKeptAndFreeAgainAfterClose() throws Exception {
        Path given = parent.resolve("a/b");

        DataDirectory.open(given).close();
        assertThat(given).isDirectory();

        DataDirectory.open(given).close();
    }

    @Test
    void aDirectoryThatCannotBeCreatedIsNamed() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "in the way");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(file.resolve("data") + " cannot be created or written")
                .hasMessageContaining("embedded.data-directory");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws Exception {
        Path given = Files.createDirectory(parent.resolve("read-only"));
        assumeTrue(given.toFile().setWritable(false) && !Files.isWritable(given), "this user may write everywhere");

        assertThatThrownBy(() -> DataDirectory.open(given))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(given + " cannot be created or written");
    }

    @Test
    void aNearlyFullDiskIsRefusedWithItsFreeSpace() {
        assertThatThrownBy(() -> DataDirectory.requireSpace(parent, DataDirectory.REQUIRED_BYTES - 1))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(parent.toString())
                .hasMessageContaining("63 MB left");

        DataDirectory.requireSpace(parent, DataDirectory.REQUIRED_BYTES);
    }
}
