package io.turnstile.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.datasets.router.RouterConfiguration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedRouterTest {

    @TempDir
    private Path directory;

    @Test
    void whyNoneCouldBeTrainedIsSaid() throws Exception {
        Files.writeString(directory.resolve("train.jsonl"), "{\"text\": \"fix it\", \"label\": 0}\n");

        var router = VerifiedRouter.of(
                directory,
                new RouterConfiguration(20, 20, 100, 3, 1),
                new Progress(new PrintWriter(new StringWriter())));

        assertThat(router.text())
                .startsWith("router       none was trained. A router needs turns of both classes")
                .endsWith(".\n");
        assertThat(router.json().get("trained").asBoolean()).isFalse();
        assertThat(router.json().get("reason").asText()).contains("10 of each in train");
    }
}
