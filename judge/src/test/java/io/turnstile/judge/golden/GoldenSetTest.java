package io.turnstile.judge.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenSetTest {

    private static final String LINE = """
            {"id":"a","language":"en","stratum":"medium","turnNumber":4,\
            "history":[{"userText":"u1","modelText":"m1"},{"userText":"u2","modelText":"m2"}],\
            "text":"hush","references":1,"label":0,"difficulty":"hard","reason":"Because."}""";

    @TempDir
    private Path directory;

    @Test
    void aTurnBecomesARequestThatHoldsNoHindsight() {
        var request = parse(LINE).turns().get(0).request();

        assertThat(request.getMessageId()).isEqualTo("golden/a");
        assertThat(request.getText()).isEqualTo("hush");
        assertThat(request.getTurnNumber()).isEqualTo(4);
        assertThat(request.getHistory())
                .extracting(turn -> turn.getTurnNumber())
                .containsExactly(2, 3);
        assertThat(request.getInferenceSignals().getReferenceCount()).isOne();
        assertThat(request.getHindsightSignals().getNumRequests()).isNull();
        assertThat(request.toString()).doesNotContain("Because", "difficulty");
    }

    @Test
    void theInputHashIsOfWhatIsJudged() {
        String hash = inputHash(LINE);

        assertThat(inputHash(LINE.replace("\"label\":0", "\"label\":1"))).isEqualTo(hash);
        assertThat(inputHash(LINE.replace("m2", "m3"))).isNotEqualTo(hash);
        assertThat(inputHash(LINE.replace("hush", "husk"))).isNotEqualTo(hash);
    }

    @Test
    void theHashIsOfTheFileAndEmptyLinesAreNoTurns() {
        var golden = parse("\n" + LINE + "\n\n");

        assertThat(golden.turns()).hasSize(1);
        assertThat(golden.sha256()).hasSize(64).isNotEqualTo(parse(LINE).sha256());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"label\":0         | \"label\":2          | label is neither 0 nor 1",
                "\"label\":0         | \"label\":\"0\"      | field label",
                "\"label\":0,        | ''                   | field label is missing",
                "\"turnNumber\":4    | \"turnNumber\":11    | turnNumber is not from 1 to 10",
                "\"turnNumber\":4    | \"turnNumber\":2     | history has turnNumber turns or more",
                "\"medium\"          | \"huge\"             | field stratum",
                "\"text\":\"hush\"   | \"text\":\" \"       | text is blank",
                "\"text\"            | \"prompt\"           | field text is missing",
                "\"references\":1  | \"references\":1,\"hint\":\"hush\" | field hint",
                "}],                 | }]                   | it is no JSON"
            })
    void whatIsNoGoldenTurnIsNamedWithoutQuotingIt(String part, String replacement, String expected) {
        String broken = LINE.replace(part, replacement);

        assertThatThrownBy(() -> parse(LINE.replace("\"id\":\"a\"", "\"id\":\"b\"") + "\n" + broken))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Line 2 of the golden set mine.jsonl")
                .hasMessageContaining(expected)
                .message()
                .doesNotContain("hush");
    }

    @Test
    void anIdIsGivenOnce() {
        assertThatThrownBy(() -> parse(LINE + "\n" + LINE)).hasMessageContaining("its id was there before");
    }

    @Test
    void aSetWithoutTurnsIsNone() {
        assertThatThrownBy(() -> parse("\n")).hasMessageContaining("is empty");
    }

    @Test
    void aFileIsRead() throws Exception {
        Path file = Files.writeString(directory.resolve("mine.jsonl"), LINE);

        assertThat(GoldenSet.read(file)).isEqualTo(parse(LINE));
        assertThatThrownBy(() -> GoldenSet.read(directory.resolve("none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none");
    }

    private static String inputHash(String line) {
        return parse(line).turns().get(0).request().getInputHash();
    }

    private static GoldenSet parse(String lines) {
        return GoldenSet.parse("mine.jsonl", lines.getBytes(UTF_8));
    }
}
