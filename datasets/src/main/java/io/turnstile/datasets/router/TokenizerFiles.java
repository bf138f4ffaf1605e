package io.turnstile.datasets.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where DJL, and JNA for it, unpack native libraries: a directory below {@code java.io.tmpdir} that is deleted once they are
 * loaded, and not the user's home. Where the environment variable ENGINE_CACHE_DIR, or one of the system properties, names
 * another, that one is used.
 *
 * <p>DJL is kept off the network for the rest of the process: else it asks the cloud's metadata service who it is, and
 * fetches a library for another processor where it finds one.
 */
final class TokenizerFiles {

    private static final List<String> DIRECTORIES = List.of("ENGINE_CACHE_DIR", "jna.tmpdir");
    private static final String OFFLINE = "ai.djl.offline";
    private static final String PREFIX = "turnstile-tokenizer-";

    private TokenizerFiles() {}

    /** What is loaded. One after the other: the directory is said to the whole process. */
    static synchronized <T> T during(Supplier<T> loading) {
        System.setProperty(OFFLINE, "true");
        List<String> unset = DIRECTORIES.stream()
                .filter(property -> System.getProperty(property) == null)
                .toList();
        try {
            Path directory = Files.createTempDirectory(PREFIX);
            unset.forEach(property -> System.setProperty(property, directory.toString()));
            try {
                return loading.get();
            } finally {
                unset.forEach(System::clearProperty);
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Windows does not delete a library that is in use; there it stays. */
    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    file.deleteOnExit();
                }
            });
        }
    }
}
