package io.turnstile.producers.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.producers.SourceItem;
import io.turnstile.schema.RowOrigin;
import io.turnstile.schema.TelemetryRow;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonLinesRoundTripTest {

    private static final RowOrigin ORIGIN = new RowOrigin("jsonl", "stdin:1");

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aRowThatIsWrittenIsReadBackTheSame(@ForAll("rows") TelemetryRow row) {
        String line = JsonLines.write(row);

        assertThat(line).doesNotContain("\n");
        var input = new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8));
        try (var source = JsonlSource.of(List.of("-"), input, new JsonlConfiguration(1_000_000))) {
            assertThat(source.items()).toIterable().containsExactly(new SourceItem.Row(row));
        }
    }

    @Provide
    Arbitrary<TelemetryRow> rows() {
        var names = Arbitraries.strings().ofMinLength(1).filter(name -> !name.isBlank());
        var texts = Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.of("", "null", "1", "{}", "[1]", "\uD83D\uDE00", "\u2028", "a\nb\r\u0000\"\\"));
        var keys = Arbitraries.strings();
        var numbers = Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.of(Double.MIN_VALUE, Double.MAX_VALUE, 1e22))
                .map(number -> number + 0.0); // JSON numbers have no negative zero
        var times = Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli);
        return Combinators.combine(
                        names,
                        times.injectNull(0.3),
                        times,
                        Arbitraries.maps(keys, texts).ofMaxSize(8),
                        Arbitraries.maps(keys, numbers).ofMaxSize(8),
                        Arbitraries.of(true, false))
                .as((name, server, client, properties, measurements, hasClient) -> TelemetryRow.newBuilder()
                        .setEventName(name)
                        .setServerTimestamp(server)
                        .setClientTimestamp(server == null || hasClient ? client : null)
                        .setProperties(properties)
                        .setMeasurements(measurements)
                        .setOrigin(ORIGIN)
                        .build());
    }
}
