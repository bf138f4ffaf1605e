package io.turnstile.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @ParameterizedTest
    @CsvSource({
        "--scenarios, nonsense, There is no scenario 'nonsense'",
        "--rows, 0, --rows is 0. Give 1 or more.",
        "--rounds, 0, --rounds is 0. Give 1 or more.",
        "--repeat, -1, --repeat is -1. Give 1 or more.",
        "--warm-up, -1, --warm-up is -1. Give 0 or more."
    })
    void whatMakesNoSenseIsRefusedBeforeAnythingStarts(String option, String value, String message) {
        var err = new StringWriter();
        int exitCode = Main.commandLine().setErr(new PrintWriter(err)).execute(option, value);
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void aRunsStateIsGoneWhenItIsClosed() throws Exception {
        var state = StateDirectory.create();
        Files.writeString(Files.createDirectory(state.path().resolve("store")).resolve("file"), "row");
        state.close();
        assertThat(state.path()).doesNotExist();
    }
}
