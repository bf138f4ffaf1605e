package io.turnstile.judge.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Adds lines to a recorded file. What was added is on the disk when the call returns. */
final class RecordingWriter implements AutoCloseable {

    private static final int BLOCK = 8192;

    private final Path file;
    private final FileChannel channel;
    private final SharedWrite disk = new SharedWrite(this::force);

    private RecordingWriter(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Continues the file, or begins it with a header.
     *
     * @throws IllegalStateException if it cannot be written, or holds the answers of another model
     */
    static RecordingWriter open(Path file, String identity) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            cutTornLine(channel);
            var writer = new RecordingWriter(file, channel);
            writer.begin(identity);
            return writer;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The recording " + file + " cannot be written ("
                            + e.getClass().getSimpleName()
                            + "). Check judge.record-to, judge.state-directory and their permissions.",
                    e);
        }
    }

    /** @return where the text begins in the file, in bytes */
    long add(String lines) {
        long begin = append(ByteBuffer.wrap(lines.getBytes(UTF_8)));
        disk.await();
        return begin;
    }

    private synchronized long append(ByteBuffer bytes) {
        try {
            long begin = channel.size();
            channel.position(begin);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return begin;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UncheckedIOException unwritable(IOException cause) {
        return new UncheckedIOException(
                "The recording " + file + " cannot be written. Check the disk, or leave judge.record-to empty.", cause);
    }

    /** What stands there, without what was not written whole. */
    String read(long begin, int length) {
        var bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining() && channel.read(bytes, begin + bytes.position()) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The recording " + file + " cannot be read. Check the disk.", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(String identity) throws IOException {
        if (channel.size() == 0) {
            add(Recording.line(new Recording.Header(Recording.FORMAT, identity)) + "\n");
            return;
        }
        String recorded = RecordedFile.identity(file);
        if (!recorded.equals(identity)) {
            channel.close();
            throw new IllegalStateException("The recording " + file + " holds the answers of '" + recorded
                    + "', and the judge asks '" + identity + "'. Set judge.record-to to another file; where it is not"
                    + " set, finish the batch with the former settings, or delete the file.");
        }
    }

    /** A writer that was killed can leave the beginning of a line, which the next line would be joined to. */
    private static void cutTornLine(FileChannel channel) throws IOException {
        long end = channel.size();
        var block = ByteBuffer.allocate(BLOCK);
        while (end > 0) {
            long from = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - from));
            while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {}
            for (int index = block.position() - 1; index >= 0; index--) {
                if (block.get(index) == '\n') {
                    channel.truncate(from + index + 1);
                    return;
                }
            }
            end = from;
        }
        channel.truncate(0);
    }
}
