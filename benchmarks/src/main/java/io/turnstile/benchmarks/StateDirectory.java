package io.turnstile.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A temporary directory for the state of one run, deleted by {@link #close} and also when the process is stopped. */
public record StateDirectory(Path path, Thread atExit) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final int ATTEMPTS = 20;

    public static StateDirectory create() throws IOException {
        Path path = Files.createTempDirectory("turnstile-benchmark");
        var atExit = new Thread(() -> delete(path), "benchmark-state-deletion");
        Runtime.getRuntime().addShutdownHook(atExit);
        return new StateDirectory(path, atExit);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is being stopped: the hook deletes it.
            return;
        }
        delete(path);
    }

    /** The application may still be running at exit, and write as this deletes: then it is tried again. */
    private static void delete(Path directory) {
        for (int attempt = 0; attempt < ATTEMPTS && Files.exists(directory); attempt++) {
            try (var paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("event=state-deletion-failed directory={} attempt={}", directory, attempt, e);
            }
        }
    }
}
