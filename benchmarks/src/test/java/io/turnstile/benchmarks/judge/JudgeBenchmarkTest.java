package io.turnstile.benchmarks.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class JudgeBenchmarkTest {

    @TempDir
    private Path directory;

    @Test
    void everySubjectAsksTheServerAndIsComparedWithIt() throws Exception {
        Path file = directory.resolve("judge.json");
        var out = new StringWriter();
        int exitCode = new CommandLine(new JudgeBenchmark())
                .setOut(new PrintWriter(out))
                .execute(
                        "--requests",
                        "60",
                        "--latency-ms",
                        "20",
                        "--concurrency",
                        "10",
                        "--limit-seconds",
                        "0",
                        "--json",
                        file.toString());

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("worker, with all of these");
        var report = new ObjectMapper().readTree(file.toFile());
        for (String subject : List.of("plain", "client", "clientWithAllLayers", "worker")) {
            double ratio = report.at("/" + subject + "/ofIdeal").asDouble();
            assertThat(ratio).as(subject).isPositive().isLessThan(1);
        }
        assertThat(report.at("/plain/ofPlain").asDouble()).isEqualTo(1);
    }

    @Test
    void aLimitIsHeldAgainstEveryMinuteOfTheRun() {
        long second = Duration.ofSeconds(1).toNanos();
        var limit = new LimitRun("judge.requests-per-minute", 60, 1);

        var steady = limit.minutes(LongStream.range(0, 100).map(n -> n * second).toArray());
        assertThat(steady.deviation()).isZero();

        var burst = limit.minutes(LongStream.concat(
                        LongStream.of(0, 0, 0), LongStream.range(0, 100).map(n -> n * second))
                .toArray());
        assertThat(burst.most()).isEqualTo(63);
        assertThat(burst.deviation()).isCloseTo(5, within(1e-9));

        assertThatThrownBy(() -> limit.minutes(0, second)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "--requests, 0, Give 1 or more",
        "--latency-ms, 0, Give 1 or more",
        "--concurrency, 0, Give 1 or more",
        "--limit-seconds, 60, Give 0"
    })
    void whatMakesNoSenseIsRefusedBeforeAnythingStarts(String option, String value, String message) {
        var err = new StringWriter();
        int exitCode = new CommandLine(new JudgeBenchmark())
                .setErr(new PrintWriter(err))
                .execute(option, value);
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}
