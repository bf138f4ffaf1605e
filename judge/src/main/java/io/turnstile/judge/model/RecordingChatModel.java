package io.turnstile.judge.model;

import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import java.nio.file.Path;

/**
 * Adds every answer of a model to a file before it gives it out; each line is on the disk by then. What says something
 * about a question is recorded, refusals among it; what says something about the hour is not.
 */
public final class RecordingChatModel implements ChatModel {

    private final ChatModel model;
    private final RecordingWriter writer;

    private RecordingChatModel(ChatModel model, RecordingWriter writer) {
        this.model = model;
        this.writer = writer;
    }

    /**
     * Continues the file, or begins it.
     *
     * @throws IllegalStateException if it cannot be written, or holds the answers of another model
     */
    public static RecordingChatModel open(ChatModel model, Path file) {
        return new RecordingChatModel(model, RecordingWriter.open(file, model.identity()));
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
        writer.close();
    }

    private void add(String line) {
        writer.add(line + "\n");
    }
}
