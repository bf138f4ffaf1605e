package io.turnstile.judge.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** What the judge must not forget over a restart. One process at a time holds it. */
final class StateDirectory implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path directory;
    private final FileChannel lock;

    private StateDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws IllegalStateException if it cannot be used, or somebody else uses it */
    static StateDirectory open(Path directory) {
        try {
            Files.createDirectories(directory);
            var channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new IllegalStateException("The judge's state directory " + directory
                        + " is in use by another worker. Stop that one, or set judge.state-directory.");
            }
            return new StateDirectory(directory, channel);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The judge's state directory " + directory + " cannot be created or written ("
                            + e.getClass().getSimpleName() + "). Check its permissions, or set judge.state-directory.",
                    e);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Empty if it was never written. */
    Optional<byte[]> read(String name) {
        try {
            var file = file(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replaces a file as a whole: whoever reads it, also after a kill, finds the earlier or the later content.
     *
     * @param durable whether it must also survive a power cut, at the price of waiting for the disk
     */
    void replace(String name, byte[] content, boolean durable) {
        var target = file(name);
        var draft = file(name + ".new");
        try {
            try (var channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (durable) {
                    channel.force(true);
                }
            }
            move(draft, target);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + target + " cannot be written. Check the disk and its permissions.", e);
        }
    }

    /** Puts a finished file in its place. */
    static void move(Path draft, Path target) {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + target + " cannot be written. Check the disk and its permissions.", e);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what begins so and is not to be kept: what a killed process had not yet made its own. */
    void deleteOthers(String prefix, Set<String> keep) {
        try (var files = Files.newDirectoryStream(directory, prefix + "*")) {
            for (var file : files) {
                if (!keep.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
