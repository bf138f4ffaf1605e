package io.turnstile.app.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionFileTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    private Path directory;

    @Test
    void aFileIsReadInItsOrder() throws IOException {
        Path file = file(line("m", "0", "a race"), "", line("n", "1", "a typo"));
        assertThat(DecisionFile.read(file))
                .containsExactly(new Decision("m", HASH, 0, "a race"), new Decision("n", HASH, 1, "a typo"));
    }

    @Test
    void everyWrongLineIsToldWithItsNumber() throws IOException {
        Path file = file(
                line("m", "0", "fine"),
                "{secret",
                "[]",
                line("m", "1", "again"),
                line("o", "2", "no label"),
                line("p", "\"0\"", "a text"),
                line("q", "0", " "),
                line("r", "0", "x").replace(HASH, "abc"),
                line("", "0", "x"),
                line("s", "0", "x").replace("}", ",\"text\":\"secret\"}"),
                line("t", "0", "x") + line("u", "0", "x"));
        assertThatThrownBy(() -> DecisionFile.read(file))
                .isInstanceOf(DecisionFileException.class)
                .hasMessageContainingAll(
                        "10 wrong lines. Nothing was written",
                        "line 2: it is not one JSON object",
                        "line 3: it is not a JSON object",
                        "line 4: line 1 decides on the same message",
                        "line 5: label must be 0",
                        "line 6: label must be 0",
                        "line 7: reason must be",
                        "line 8: inputHash must be",
                        "line 9: messageId must be",
                        "line 10: there is a field 'text'",
                        "line 11: it is not one JSON object")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aLineThatWasOnlyExportedIsNoDecision() throws IOException {
        Path file = file("{\"messageId\":\"m\",\"inputHash\":\"" + HASH + "\",\"label\":0,\"rationale\":\"judge's\"}");
        assertThatThrownBy(() -> DecisionFile.read(file)).hasMessageContaining("there is a field 'rationale'");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> DecisionFile.read(directory.resolve("none")))
                .isInstanceOf(DecisionFileException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(directory.resolve("decisions.jsonl"), String.join("\n", lines));
    }

    private static String line(String messageId, String label, String reason) {
        return "{\"messageId\":\"%s\",\"inputHash\":\"%s\",\"label\":%s,\"reason\":\"%s\"}"
                .formatted(messageId, HASH, label, reason);
    }
}
