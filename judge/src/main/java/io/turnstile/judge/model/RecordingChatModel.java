package io.turnstile.judge.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Adds every answer of a model to a file before it gives it out; each line is on the disk by then. What says something
 * about a question is recorded, refusals among it; what says something about the hour is not.
 */
public final class RecordingChatModel implements ChatModel {

    private static final int BLOCK = 8192;

    private final ChatModel model;
    private final Path file;
    private final FileChannel channel;

    private RecordingChatModel(ChatModel model, Path file, FileChannel channel) {
        this.model = model;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Continues the file, or begins it.
     *
     * @throws IllegalStateException if it cannot be written, or holds the answers of another model
     */
    public static RecordingChatModel open(ChatModel model, Path file) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            cutTornLine(channel);
            var recording = new RecordingChatModel(model, file, channel);
            recording.begin();
            return recording;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The recording " + file + " cannot be written ("
                            + e.getClass().getSimpleName() + "). Check judge.record-to and its permissions.",
                    e);
        }
    }

    @Override
    public String identity() {
        return model.identity();
    }

    @Override
    public ChatAnswer ask(ChatQuestion question) {
        String hash = Recording.hash(question);
        try {
            var answer = model.ask(question);
            add(Recording.line(new Recording.Entry(hash, answer, null, null)));
            return answer;
        } catch (NoLabelException e) {
            if (e.reason() != NoLabel.BUDGET) {
                add(Recording.line(new Recording.Entry(hash, null, e.reason(), e.getMessage())));
            }
            throw e;
        }
    }

    @Override
    public void close() {
        model.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() throws IOException {
        if (channel.size() == 0) {
            add(Recording.line(new Recording.Header(Recording.FORMAT, identity())));
            return;
        }
        var recorded = RecordedFile.read(file);
        if (!recorded.identity().equals(identity())) {
            channel.close();
            throw new IllegalStateException("The recording " + file + " holds the answers of '" + recorded.identity()
                    + "', and the judge asks '" + identity() + "'. Set judge.record-to to another file.");
        }
    }

    private synchronized void add(String line) {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        try {
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The recording " + file + " cannot be written. Check the disk, or leave judge.record-to empty.", e);
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
