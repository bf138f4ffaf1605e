package io.turnstile.judge.model;

import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabelException;
import java.nio.file.Path;
import java.time.Duration;

/** Answers as a recorded model did, byte by byte, and asks nobody. */
public final class ReplayingChatModel implements ChatModel {

    private static final Duration WAIT_FOR_PEOPLE = Duration.ofMinutes(1);

    private final Path file;
    private final RecordedFile recorded;

    private ReplayingChatModel(Path file, RecordedFile recorded) {
        this.file = file;
        this.recorded = recorded;
    }

    /** @throws IllegalStateException if the file cannot be read, or is no recording */
    public static ReplayingChatModel open(Path file) {
        return new ReplayingChatModel(file, RecordedFile.read(file));
    }

    /** The recorded model's. */
    @Override
    public String identity() {
        return recorded.identity();
    }

    /** @throws JudgeUnavailableException if the question was not recorded */
    @Override
    public ChatAnswer ask(ChatQuestion question) {
        var entry = recorded.entries().get(Recording.hash(question));
        if (entry == null) {
            throw new JudgeUnavailableException(
                    "The recording " + file
                            + " has no answer to this question. It was made with another input, prompt or"
                            + " strategy: record again with judge.record-to, or replay what was recorded.",
                    WAIT_FOR_PEOPLE);
        }
        if (entry.answer() == null) {
            throw new NoLabelException(entry.noLabel(), entry.message());
        }
        return entry.answer();
    }
}
