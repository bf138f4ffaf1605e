package io.turnstile.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Asks from another process whether a file is locked: within one JVM the answer can differ. */
final class FileLocks {

    private static final int LOCKED = 3;

    private FileLocks() {}

    public static void main(String[] arguments) throws IOException {
        try (var channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            System.exit(channel.tryLock() == null ? LOCKED : 0);
        }
    }

    static boolean isLockedForOthers(Path file) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileLocks.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == LOCKED;
    }
}
