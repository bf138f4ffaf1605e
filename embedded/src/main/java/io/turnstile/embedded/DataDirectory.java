package io.turnstile.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The directory that holds everything an embedded cluster writes, locked for as long as it is open. */
final class DataDirectory implements AutoCloseable {

    /** An empty broker and registry take about 1 MB; with less than this neither gets through its first minutes. */
    static final long REQUIRED_BYTES = 64L * 1024 * 1024;

    private static final String LOCK_FILE = "in-use.lock";

    /**
     * The directories that this JVM holds. A file lock is not enough within one JVM: on POSIX systems, closing the
     * channel of a refused second attempt would release the lock of the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private DataDirectory(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /**
     * @param configured null takes a temporary directory, deleted at close
     * @throws EmbeddedStartException if it cannot be created or written, has too little space, or is in use
     */
    static DataDirectory open(Path configured) {
        boolean temporary = configured == null;
        Path path = temporary ? createTemporary() : create(configured);
        try {
            requireSpace(path, path.toFile().getUsableSpace());
            return new DataDirectory(path, temporary, hold(path));
        } catch (RuntimeException e) {
            if (temporary) {
                path.toFile().delete();
            }
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** The broker's logs and metadata. */
    Path broker() {
        return path.resolve("broker");
    }

    /** The registry's database and its working directory. */
    Path registry() {
        return path.resolve("registry");
    }

    /** What the registry prints; overwritten at each start. */
    Path registryLog() {
        return path.resolve("registry.log");
    }

    /** Frees the directory for others, or deletes it if it is temporary. */
    @Override
    public void close() throws IOException {
        try {
            lock.close();
            if (temporary) {
                deleteTree(path);
            }
        } finally {
            HELD.remove(path);
        }
    }

    static void requireSpace(Path path, long usableBytes) {
        if (usableBytes < REQUIRED_BYTES) {
            throw new EmbeddedStartException("The disk of data directory " + path + " has " + usableBytes / 1024 / 1024
                    + " MB left; " + REQUIRED_BYTES / 1024 / 1024 + " MB are needed. Free some space, or set "
                    + EmbeddedConfiguration.DATA_DIRECTORY_KEY + " to a directory on another disk.");
        }
    }

    private static Path createTemporary() {
        try {
            return Files.createTempDirectory("turnstile-").toRealPath();
        } catch (IOException e) {
            throw unwritable(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static Path create(Path configured) {
        try {
            return Files.createDirectories(configured).toRealPath();
        } catch (IOException e) {
            throw unwritable(configured, e);
        }
    }

    private static FileChannel hold(Path path) {
        if (!HELD.add(path)) {
            throw inUse(path, "this process");
        }
        try {
            return lock(path);
        } catch (RuntimeException e) {
            HELD.remove(path);
            throw e;
        }
    }

    private static FileChannel lock(Path path) {
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw unwritable(path, e);
        }
        if (lock == null) {
            var refused = inUse(path, "another process");
            closeQuietly(channel, refused);
            throw refused;
        }
        return channel;
    }

    private static void closeQuietly(FileChannel channel, Exception reason) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static EmbeddedStartException inUse(Path path, String holder) {
        return new EmbeddedStartException("Data directory " + path + " is in use by " + holder
                + ". Stop the other cluster, or set " + EmbeddedConfiguration.DATA_DIRECTORY_KEY
                + " to another directory.");
    }

    private static EmbeddedStartException unwritable(Path path, IOException cause) {
        return new EmbeddedStartException(
                "Data directory " + path + " cannot be created or written ("
                        + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        + "). Check its permissions and its parents, or set "
                        + EmbeddedConfiguration.DATA_DIRECTORY_KEY + " to another directory.",
                cause);
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Somebody else deleted it first; what matters shows when its directory is deleted.
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
