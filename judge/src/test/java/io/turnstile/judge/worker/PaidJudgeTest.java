package io.turnstile.judge.worker;

import static io.turnstile.judge.worker.Workers.PATIENCE;
import static io.turnstile.judge.worker.Workers.configuration;
import static io.turnstile.judge.worker.Workers.withProbes;
import static io.turnstile.judge.worker.Workers.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.judge.GoldenCase;
import io.turnstile.judge.Requests;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What costs money is paid once. Each test has topics and groups of its own. */
@Execution(ExecutionMode.CONCURRENT)
class PaidJudgeTest {

    private final Cluster cluster = JudgeBroker.cluster();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void equalInputIsJudgedOnceAndEachRequestGetsItsOwnVerdict() throws Exception {
        var topics = JudgeTopics.named(cluster, "equal").create();
        topics.request(IntStream.range(0, 60)
                .mapToObj(number -> Requests.of("m" + number, "text " + number % 3))
                .toList());

        try (var worker = worker(topics, configuration("equal", 2, 16, PATIENCE), counting())) {
            worker.start();
            await().atMost(PATIENCE).until(() -> worker.counts().judged() == 60);
            assertThat(worker.counts().cached()).isEqualTo(57);
        }

        assertThat(calls).hasValue(3);
        assertThat(topics.verdicts())
                .hasSize(60)
                .allSatisfy(
                        verdict -> assertThat(verdict.getInputHash()).isEqualTo("hash-of-" + verdict.getMessageId()));
        assertThat(topics.committed(topics.catalogue().judgeCache()))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder(key("text 0"), key("text 1"), key("text 2"));
    }

    @Test
    void requestsOfEqualInputThatComeAtTheSameTimeShareOneCall() throws Exception {
        var topics = JudgeTopics.named(cluster, "together").create();
        topics.request(List.of(Requests.of("a", "same"), Requests.of("b", "same"), Requests.of("c", "other")));
        var otherIsHere = new CountDownLatch(1);
        var judge = ScriptedJudge.paid(request -> {
            calls.incrementAndGet();
            if (request.getText().equals("other")) {
                otherIsHere.countDown();
            } else {
                awaitLatch(otherIsHere);
            }
        });

        // Two threads: were one of them to wait for the other's answer, the third request would never begin.
        try (var worker = worker(topics, configuration("together", 1, 2, PATIENCE), judge)) {
            worker.start();
            await().atMost(PATIENCE).until(() -> worker.counts().judged() == 3);
        }

        assertThat(calls).hasValue(2);
    }

    @Test
    void anotherGroupPaysForNothingThatIsKnown() throws Exception {
        var topics = JudgeTopics.named(cluster, "again").create();
        topics.request(distinct(40));
        try (var first = worker(topics, "again-1", counting())) {
            first.start();
            await().atMost(PATIENCE).until(() -> first.counts().judged() == 40);
        }

        try (var second = worker(topics, "again-2", counting())) {
            second.start();
            await().atMost(PATIENCE).until(() -> second.counts().judged() == 40);
            assertThat(second.counts().cached()).isEqualTo(40);
        }

        assertThat(calls).hasValue(40);
        List<Verdict> verdicts = topics.verdicts();
        assertThat(verdicts).hasSize(80);
        assertThat(verdicts.stream().distinct().count()).isEqualTo(40);
    }

    @Test
    void anAnswerThatWasTakenOutOfTheCacheIsPaidForAgain() throws Exception {
        var topics = JudgeTopics.named(cluster, "forgotten").create();
        topics.request(distinct(2));
        try (var first = worker(topics, "forgotten-1", counting())) {
            first.start();
            await().atMost(PATIENCE).until(() -> first.counts().judged() == 2);
        }
        topics.send(topics.catalogue().judgeCache(), key("text 1"), null);

        try (var second = worker(topics, "forgotten-2", counting())) {
            second.start();
            await().atMost(PATIENCE).until(() -> second.counts().judged() == 2);
            assertThat(second.counts().cached()).isOne();
        }

        assertThat(calls).hasValue(3);
    }

    @Test
    void goldenCasesAreJudgedAmongTheRequestsAndReachNoTopic() throws Exception {
        var topics = JudgeTopics.named(cluster, "probes").create();
        topics.request(distinct(40));
        var right = new GoldenCase(Requests.of("golden-right", "Find the deadlock."), 0);
        var wrong = new GoldenCase(Requests.of("golden-wrong", "Find the deadlock, please."), 1);
        var told = new ConcurrentLinkedQueue<Optional<Verdict>>();
        var configuration = withProbes(configuration("probes"), new ProbeConfiguration(0.25, 0.8, 4));

        try (var worker = new JudgeWorker(
                cluster,
                topics.catalogue(),
                configuration,
                counting(),
                ProbeSource.cycling(List.of(right, wrong)),
                (probe, verdict) -> told.add(verdict))) {
            worker.start();
            await().atMost(PATIENCE).until(() -> told.size() == 10);
            await().atMost(PATIENCE).until(() -> worker.counts().judged() == 40);
            assertThat(worker.counts().probesAgreed()).isEqualTo(5);
            assertThat(worker.counts().probesDisagreed()).isEqualTo(5);
            assertThat(worker.counts().isDrifting()).isTrue();
        }

        assertThat(told).allMatch(Optional::isPresent);
        assertThat(calls).hasValue(50);
        assertThat(topics.verdicts())
                .hasSize(40)
                .noneMatch(verdict -> verdict.getMessageId().startsWith("golden"));
        assertThat(topics.committed(topics.catalogue().judgeCache())).hasSize(40);
    }

    private ScriptedJudge counting() {
        return ScriptedJudge.paid(request -> calls.incrementAndGet());
    }

    private static List<JudgeRequest> distinct(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Requests.of("m" + number, "text " + number))
                .toList();
    }

    private static String key(String text) {
        return ScriptedJudge.paid(request -> {}).contentKey(Requests.of("any", text));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
