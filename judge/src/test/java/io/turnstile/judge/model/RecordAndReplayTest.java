package io.turnstile.judge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay answers as the recorded model did. */
class RecordAndReplayTest {

    @TempDir
    private Path directory;

    private record Scripted(String identity, ChatAnswer answer) implements ChatModel {
        @Override
        public ChatAnswer ask(ChatQuestion question) {
            if (question.messages().get(1).text().equals("refuse")) {
                throw new NoLabelException(NoLabel.REFUSED, "The model refused to answer.");
            }
            if (question.messages().get(1).text().equals("down")) {
                throw new JudgeUnavailableException("down", Duration.ZERO);
            }
            return answer;
        }
    }

    private static final ChatAnswer ANSWER = new ChatAnswer(
            " {\"label\":\"ü\\u0000\"}\r\n",
            12,
            3,
            List.of(
                    new TokenChoice("{", Map.of("{", -1e-9, "\n", -17.123456789012345)),
                    new TokenChoice("", Map.of())));

    @Test
    void answersAndRefusalsAreReplayedAsTheyWere() {
        Path file = directory.resolve("runs/recording.jsonl");
        try (var recording = RecordingChatModel.open(new Scripted("model temperature=0.0", ANSWER), file)) {
            assertThat(recording.ask(Answers.question("a"))).isEqualTo(ANSWER);
            assertThatThrownBy(() -> recording.ask(Answers.question("refuse"))).isInstanceOf(NoLabelException.class);
            assertThatThrownBy(() -> recording.ask(Answers.question("down")))
                    .isInstanceOf(JudgeUnavailableException.class);
        }
        var replay = ReplayingChatModel.open(file);
        assertThat(replay.identity()).isEqualTo("model temperature=0.0");
        assertThat(replay.ask(Answers.question("a"))).isEqualTo(ANSWER);
        var refused = catchThrowableOfType(NoLabelException.class, () -> replay.ask(Answers.question("refuse")));
        assertThat(refused.reason()).isEqualTo(NoLabel.REFUSED);
        assertThat(refused).hasMessage("The model refused to answer.");
        assertThatThrownBy(() -> replay.ask(Answers.question("down")))
                .isInstanceOf(JudgeUnavailableException.class)
                .hasMessageContaining("judge.record-to");
    }

    @Test
    void anotherPromptOrSchemaIsAnotherQuestion() {
        var question = Answers.question("a");
        assertThat(Recording.hash(question)).isEqualTo(Recording.hash(Answers.question("a")));
        assertThat(Recording.hash(question))
                .isNotEqualTo(Recording.hash(Answers.question("a ")))
                .isNotEqualTo(Recording.hash(new ChatQuestion(question.messages(), "verdict-v2", question.schema())))
                .isNotEqualTo(Recording.hash(new ChatQuestion(question.messages(), "verdict-v1", "{}")));
    }

    @Test
    void aLineThatAKillCutIsLeftOutAndWrittenOver() throws IOException {
        Path file = directory.resolve("recording.jsonl");
        record(file, "a");
        Files.writeString(file, "{\"question\":\"" + "x".repeat(20_000), StandardOpenOption.APPEND);
        assertThat(ReplayingChatModel.open(file).ask(Answers.question("a"))).isEqualTo(ANSWER);
        record(file, "b");
        var replay = ReplayingChatModel.open(file);
        assertThat(replay.ask(Answers.question("a"))).isEqualTo(ANSWER);
        assertThat(replay.ask(Answers.question("b"))).isEqualTo(ANSWER);
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void aRecordingHoldsOneModelsAnswers() {
        Path file = directory.resolve("recording.jsonl");
        record(file, "a");
        assertThatThrownBy(() -> RecordingChatModel.open(new Scripted("other", ANSWER), file))
                .hasMessageContaining("judge.record-to")
                .hasMessageContaining("other");
    }

    @Test
    void whatIsNoRecordingIsRefusedWithoutBeingQuoted() throws IOException {
        Path file = directory.resolve("recording.jsonl");
        Files.writeString(file, Answers.SECRET_TEXT + "\n");
        assertThatThrownBy(() -> ReplayingChatModel.open(file))
                .hasMessageContaining("line 1")
                .hasMessageNotContaining(Answers.SECRET_TEXT);
        assertThatThrownBy(() -> ReplayingChatModel.open(directory.resolve("none")))
                .hasMessageContaining("judge.replay-from");
    }

    private static void record(Path file, String text) {
        try (var recording = RecordingChatModel.open(new Scripted("model", ANSWER), file)) {
            recording.ask(Answers.question(text));
        }
    }
}
