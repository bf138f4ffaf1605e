package io.turnstile.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    private static final Scenario SMALL = new Scenario("small", 3, 20, "exactly_once_v2", 1024 * 1024);

    @TempDir
    private Path directory;

    @Test
    void bothSubjectsReadTheSameRowsAndOnlyAssemblyMakesConversations() throws Exception {
        try (var broker = EmbeddedBroker.startTemporary()) {
            Measurement copy = measure(broker, Subject.COPY);
            Measurement assembly = measure(broker, Subject.ASSEMBLY);

            assertThat(copy.rows()).isEqualTo(assembly.rows()).isGreaterThanOrEqualTo(4_000);
            assertThat(copy.payloadBytes()).isEqualTo(assembly.payloadBytes());
            assertThat(copy.conversations()).isZero();
            assertThat(copy.changelogBytes()).isZero();
            // Of some 120, those close whose last turn is long past in stream time; where one thread has run ahead of
            // the
            // other, that is only those whose turns all came by the former.
            assertThat(assembly.conversations()).isBetween(1L, 150L);
            assertThat(assembly.changelogBytes()).isPositive();
            assertThat(assembly.seconds()).isPositive();
        }
    }

    private Measurement measure(EmbeddedBroker broker, Subject subject) throws Exception {
        return new Run(
                        broker.bootstrapServers(),
                        directory.resolve(subject.name()),
                        "test-" + subject.name().toLowerCase(Locale.ROOT),
                        SMALL,
                        subject,
                        4_000,
                        2)
                .measure();
    }
}
