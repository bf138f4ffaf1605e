package io.turnstile.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.app.DemoSettings;
import io.turnstile.app.Progress;
import io.turnstile.config.Settings;
import io.turnstile.producers.generated.GeneratedTelemetry;
import io.turnstile.producers.generated.GeneratorConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code turnstile demo --json --keep}, as another program meets it: through the pipe of its standard output. */
class KeptDemoTest {

    private final AtomicBoolean isStopped = new AtomicBoolean();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aKeptDemoPrintsItsSummaryThenItsAddressesAndCanBeReachedUntilItIsStopped() throws Exception {
        try (var pipe = new PipedReader(1 << 16);
                var out = new PrintWriter(new PipedWriter(pipe));
                var lines = new BufferedReader(pipe)) {
            CompletableFuture<Boolean> isAsExpected = keptDemo(out);
            try {
                JsonNode summary = json.readTree(lines.readLine());
                assertThat(summary.get("rows").asLong()).isPositive();
                JsonNode addresses = json.readTree(lines.readLine());
                String bootstrapServers = addresses.get("bootstrapServers").asText();
                assertThat(topics(bootstrapServers)).contains("turnstile.labeled");
                URI registry = URI.create(addresses.get("registryUrl").asText());
                connect(registry);

                isStopped.set(true);
                assertThat(isAsExpected.get()).isTrue();
                assertThat(lines.ready()).isFalse();
                assertThatThrownBy(() -> connect(registry)).isInstanceOf(ConnectException.class);
            } finally {
                isStopped.set(true);
                isAsExpected.exceptionally(failure -> false).join();
            }
        }
    }

    private CompletableFuture<Boolean> keptDemo(PrintWriter out) {
        Settings settings = DemoSettings.resolve(
                DemoPreset.of(false), Map.of("generator.conversations", "10", "generator.seed", "5"));
        var input = new DemoRunner.Input(new GeneratedTelemetry(GeneratorConfiguration.from(settings)), false);
        var progress = new Progress(new PrintWriter(OutputStream.nullOutputStream()));
        var runner = new DemoRunner(settings, progress, out, isStopped::get);
        return CompletableFuture.supplyAsync(() -> {
            try (out) {
                return runner.run(input, new DemoRunner.Output(null, true, true));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Iterable<String> topics(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.listTopics().names().get();
        }
    }

    private static void connect(URI address) throws IOException {
        new Socket(address.getHost(), address.getPort()).close();
    }
}
