package io.turnstile.judge.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.judge.Requests;
import io.turnstile.schema.JudgeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three workers of their own processes, one of them killed again and again, and a service that is not always there. */
class KilledWorkersTest {

    private static final long SEED = 20_261_125;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int REQUESTS = 5_000;
    private static final int WORKERS = 3;
    private static final int KILLS = 6;
    private static final int CONCURRENCY = 4;
    private static final int MOST_PAID_TWICE = REQUESTS / 100;

    @TempDir
    private Path directory;

    private final Cluster cluster = JudgeBroker.cluster();
    private final Random random = new Random(SEED);
    private final List<Process> processes = new ArrayList<>();

    @Test
    void everyRequestHasItsVerdictAndAlmostNoneIsPaidTwice() throws Exception {
        var topics = JudgeTopics.named(cluster, "killed").create();
        topics.request(requests());
        try (var server = new CountingServer(Duration.ofMillis(20), 0.01, SEED)) {
            try {
                for (int worker = 0; worker < WORKERS; worker++) {
                    start(server);
                }
                for (int kill = 1; kill <= KILLS; kill++) {
                    int calls = kill * REQUESTS / (KILLS + 1);
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> server.calls() >= calls);
                    kill(random.nextInt(WORKERS));
                    start(server);
                }
                await().atMost(PATIENCE).until(() -> server.paid().size() == REQUESTS);
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> keys(topics) == REQUESTS);
            } finally {
                for (Process process : processes) {
                    process.destroyForcibly().waitFor();
                }
            }

            assertEffectiveVerdicts(topics);
            int paidTwice = server.calls() - server.paid().size();
            assertThat(server.paid()).hasSize(REQUESTS);
            assertThat(paidTwice).as("seed %d, paid twice", SEED).isLessThanOrEqualTo(MOST_PAID_TWICE);
            assertAnotherGroupPaysNothing(topics, server);
        }
    }

    private static void assertEffectiveVerdicts(JudgeTopics topics) {
        var latest = topics.verdicts().stream()
                .collect(Collectors.toMap(
                        verdict -> verdict.getMessageId(), verdict -> verdict.getInputHash(), (one, other) -> other));
        assertThat(latest)
                .hasSize(REQUESTS)
                .allSatisfy((id, hash) -> assertThat(hash).isEqualTo("hash-of-" + id));
        assertThat(topics.committed(topics.catalogue().deadLetters())).isEmpty();
    }

    private static void assertAnotherGroupPaysNothing(JudgeTopics topics, CountingServer server) {
        int before = server.calls();
        var configuration = Workers.configuration("killed-again", 2, CONCURRENCY, PATIENCE);
        try (var worker = Workers.worker(topics, configuration, new RemoteJudge(server.port()))) {
            worker.start();
            await().atMost(PATIENCE).until(() -> worker.counts().judged() == REQUESTS);
            assertThat(worker.counts().cached()).isEqualTo(REQUESTS);
        }
        assertThat(server.calls()).isEqualTo(before);
    }

    private static long keys(JudgeTopics topics) {
        return topics.committed(topics.catalogue().judgeVerdicts()).stream()
                .map(ConsumerRecord::key)
                .distinct()
                .count();
    }

    private void start(CountingServer server) throws IOException {
        processes.add(JudgeProcess.start(cluster, "killed", server.port(), CONCURRENCY, directory));
    }

    private void kill(int number) throws InterruptedException {
        processes.remove(number).destroyForcibly().waitFor();
    }

    private static List<JudgeRequest> requests() {
        return IntStream.range(0, REQUESTS)
                .mapToObj(number -> Requests.of("m" + number, "What does function " + number + " do?"))
                .toList();
    }
}
