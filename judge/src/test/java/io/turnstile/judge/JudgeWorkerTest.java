package io.turnstile.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.embedded.EmbeddedCluster;
import io.turnstile.embedded.EmbeddedConfiguration;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each test has topics, a group and a transactional id of its own, so they can run at the same time. */
@Execution(ExecutionMode.CONCURRENT)
class JudgeWorkerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedCluster embedded;
    private static Cluster cluster;

    @BeforeAll
    static void startCluster() {
        embedded = EmbeddedCluster.start(EmbeddedConfiguration.temporary());
        cluster = new Cluster(embedded.bootstrapServers(), embedded.registryUrl(), Map.of());
    }

    @AfterAll
    static void stopCluster() {
        if (embedded != null) {
            embedded.close();
        }
    }

    @Test
    void everyRequestGetsItsVerdictOnce() throws Exception {
        var topics = JudgeTopics.named(cluster, "once").create();
        topics.request(requests(0, 150));

        try (var worker = worker(topics, "once", 2, new OfflineRubric())) {
            worker.start();
            awaitJudged(worker, 150);
            assertThat(worker.counts()).isEqualTo(new JudgeCounts(150, 0, 0));
        }

        assertJudgedOnce(topics, 150);
        var expected = new OfflineRubric().judge(request(7));
        assertThat(verdictsById(topics).get("m7")).isEqualTo(expected);
    }

    @Test
    void aWorkerFinishesItsBatchWhenClosedAndTheNextGoesOn() throws Exception {
        var topics = JudgeTopics.named(cluster, "restart").create();
        topics.request(requests(0, 60));
        var reached = new CountDownLatch(15);
        var first = worker(topics, "restart", 1, new ScriptedJudge(request -> reached.countDown()));
        try (first) {
            first.start();
            reached.await();
        }
        long judgedFirst = first.counts().judged();

        try (var second = worker(topics, "restart", 1, new OfflineRubric())) {
            second.start();
            awaitJudged(second, 60 - judgedFirst);
        }

        assertThat(judgedFirst).isGreaterThanOrEqualTo(15);
        assertJudgedOnce(topics, 60);
    }

    @Test
    void aBatchThatDiedBeforeItsCommitIsJudgedOnceByTheNextWorker() throws Exception {
        var topics = JudgeTopics.named(cluster, "crash").create();
        topics.request(requests(0, 40));
        var calls = new AtomicInteger();
        var dying = new ScriptedJudge(request -> {
            if (calls.incrementAndGet() == 25) {
                throw new AssertionError("the thread dies in the middle of a batch");
            }
        });
        var first = worker(topics, "crash", 1, dying);
        try (first) {
            assertThatThrownBy(first::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(AssertionError.class);
            assertThat(first.isRunning()).isFalse();
        }

        try (var second = worker(topics, "crash", 1, new OfflineRubric())) {
            second.start();
            awaitJudged(second, 40 - first.counts().judged());
        }

        assertJudgedOnce(topics, 40);
    }

    @Test
    void aJudgeThatIsStuckDoesNotKeepTheWorkerFromClosing() throws Exception {
        var topics = JudgeTopics.named(cluster, "stuck").create();
        topics.request(requests(0, 1));
        var inHand = new CountDownLatch(1);
        var stuck = new ScriptedJudge(request -> {
            inHand.countDown();
            awaitLatch(new CountDownLatch(1));
        });
        var configuration =
                new JudgeConfiguration("stuck", "stuck", 10, 1, Duration.ofMillis(100), Duration.ofMillis(300));
        var worker = new JudgeWorker(cluster, topics.catalogue(), configuration, stuck);
        worker.start();
        inHand.await();

        worker.close();

        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.counts()).isEqualTo(new JudgeCounts(0, 0, 0));
        assertThat(topics.committed(topics.catalogue().deadLetters())).isEmpty();
    }

    @Test
    void aSecondWorkerThatJoinsTakesItsShareAndNothingIsJudgedTwice() throws Exception {
        var topics = JudgeTopics.named(cluster, "share").create();
        topics.request(requests(0, 40));
        try (var first = worker(topics, "share-a", "share", 1, new OfflineRubric());
                var second = worker(topics, "share-b", "share", 1, new OfflineRubric())) {
            first.start();
            awaitJudged(first, 1);
            second.start();
            var next = new AtomicInteger(40);
            await().atMost(PATIENCE).until(() -> {
                int from = next.getAndAdd(20);
                topics.request(requests(from, from + 20));
                return second.counts().judged() > 0;
            });
            int sent = next.get();
            await().atMost(PATIENCE)
                    .until(() -> first.counts().judged() + second.counts().judged() >= sent);
        }

        assertThat(topics.verdicts().stream()
                        .collect(Collectors.groupingBy(Verdict::getMessageId, Collectors.counting())))
                .allSatisfy((id, times) -> assertThat(times).as(id).isOne());
    }

    @Test
    void aWorkerThatLostItsPartitionsAbortsItsBatchAndWorksOn() throws Exception {
        var topics = JudgeTopics.named(withPollInterval(Duration.ofSeconds(3)), "lost")
                .create();
        topics.request(requests(0, 20));
        var inHand = new CountDownLatch(1);
        var takenOver = new CountDownLatch(1);
        var slow = new ScriptedJudge(request -> {
            inHand.countDown();
            awaitLatch(takenOver);
        });
        try (var first = worker(topics, "lost-a", "lost", 1, slow)) {
            first.start();
            inHand.await();
            try (var second = worker(topics, "lost-b", "lost", 1, new OfflineRubric())) {
                second.start();
                awaitJudged(second, 20);
                takenOver.countDown();
            }
            topics.request(requests(20, 30));
            awaitJudged(first, 10);
        }

        assertJudgedOnce(topics, 30);
    }

    @Test
    void aFencedWorkerResumesFromItsCommittedOffsets() throws Exception {
        var topics = JudgeTopics.named(cluster, "fenced").create();
        topics.request(requests(0, 20));
        try (var worker = worker(topics, "fenced", 1, new OfflineRubric())) {
            worker.start();
            awaitJudged(worker, 20);
            fence("fenced-0");
            topics.request(requests(20, 40));
            awaitJudged(worker, 40);
        }

        assertJudgedOnce(topics, 40);
    }

    @Test
    void aRequestThatFailsGoesToTheDeadLettersAndTheRestIsJudged() throws Exception {
        var topics = JudgeTopics.named(cluster, "poison").create();
        byte[] poison = {1, 2, 3};
        byte[] unknownSchema = {0, 0x7f, 0, 0, 1, 2};
        topics.requestRaw("poison", poison);
        topics.requestRaw("unknown", unknownSchema);
        topics.request(requests(0, 10));
        var failing = new ScriptedJudge(request -> {
            if (request.getMessageId().equals("m3")) {
                throw new UnsupportedOperationException("quotes the text: " + request.getText());
            }
        });

        try (var worker = worker(topics, "poison", 1, failing)) {
            worker.start();
            await().atMost(PATIENCE).until(() -> worker.counts().equals(new JudgeCounts(9, 0, 3)));
        }

        assertThat(verdictsById(topics)).hasSize(9).doesNotContainKey("m3");
        var letters = topics.committed(topics.catalogue().deadLetters()).stream()
                .collect(Collectors.toMap(ConsumerRecord::key, Function.identity()));
        assertThat(letters).containsOnlyKeys("poison", "unknown", "m3");
        assertLetter(letters.get("poison"), poison, "DESERIALIZATION", null);
        assertLetter(letters.get("unknown"), unknownSchema, "DESERIALIZATION", null);
        assertLetter(
                letters.get("m3"),
                bytesOf(topics, "m3"),
                "JUDGE_FAILED",
                UnsupportedOperationException.class.getName());
        assertThat(letters.get("m3").headers()).noneMatch(header -> new String(header.value()).contains("quotes"));
    }

    @Test
    void aVerdictOnAnotherRequestIsNotPassedOn() throws Exception {
        var topics = JudgeTopics.named(cluster, "mixed").create();
        topics.request(requests(0, 1));
        var rubric = new OfflineRubric();
        var confused = new Judge() {
            @Override
            public String fingerprint() {
                return "confused/1";
            }

            @Override
            public boolean isBaseline() {
                return true;
            }

            @Override
            public boolean isPaid() {
                return false;
            }

            @Override
            public String contentKey(JudgeRequest request) {
                return rubric.contentKey(request);
            }

            @Override
            public Verdict judge(JudgeRequest request) {
                return rubric.judge(request(99));
            }
        };

        try (var worker = worker(topics, "mixed", 1, confused)) {
            worker.start();
            await().atMost(PATIENCE).until(() -> worker.counts().failed() == 1);
        }

        assertThat(topics.verdicts()).isEmpty();
    }

    @Test
    void aTombstoneIsPassedOn() throws Exception {
        var topics = JudgeTopics.named(cluster, "tombstone").create();
        topics.request(requests(0, 1));
        topics.requestRaw("m0", null);

        try (var worker = worker(topics, "tombstone", 1, new OfflineRubric())) {
            worker.start();
            await().atMost(PATIENCE).until(() -> worker.counts().equals(new JudgeCounts(1, 1, 0)));
        }

        assertThat(topics.committed(topics.catalogue().judgeVerdicts()))
                .extracting(ConsumerRecord::key, record -> record.value() == null)
                .containsExactly(tuple("m0", false), tuple("m0", true));
    }

    @Test
    void aMissingTopicIsNamedAtTheStart() {
        var topics = JudgeTopics.named(cluster, "missing");
        try (var worker = worker(topics, "missing", 1, new OfflineRubric())) {
            assertThatThrownBy(worker::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a topic is missing")
                    .hasMessageContaining("topics.prefix");
            assertThat(worker.isRunning()).isFalse();
        }
    }

    @Test
    void aWorkerStartsOnce() throws Exception {
        var topics = JudgeTopics.named(cluster, "twice").create();
        try (var worker = worker(topics, "twice", 1, new OfflineRubric())) {
            worker.start();
            assertThatThrownBy(worker::start).isInstanceOf(IllegalStateException.class);
        }
    }

    private static void assertLetter(
            ConsumerRecord<String, byte[]> letter, byte[] value, String reason, String detail) {
        assertThat(letter.value()).isEqualTo(value);
        assertThat(JudgeTopics.header(letter, "turnstile.stage")).isEqualTo("judge");
        assertThat(JudgeTopics.header(letter, "turnstile.reason")).isEqualTo(reason);
        assertThat(JudgeTopics.header(letter, "turnstile.detail")).contains(detail == null ? "Exception" : detail);
    }

    private static void assertJudgedOnce(JudgeTopics topics, int requests) {
        var expected =
                IntStream.range(0, requests).mapToObj(number -> "m" + number).toList();

        assertThat(topics.committed(topics.catalogue().judgeVerdicts()))
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Map<String, Verdict> verdictsById(JudgeTopics topics) {
        var byId = new HashMap<String, Verdict>();
        topics.verdicts().forEach(verdict -> byId.put(verdict.getMessageId(), verdict));
        return byId;
    }

    private static byte[] bytesOf(JudgeTopics topics, String key) {
        return topics.committed(topics.catalogue().judgeRequests()).stream()
                .filter(record -> record.key().equals(key))
                .map(ConsumerRecord::value)
                .findFirst()
                .orElseThrow();
    }

    private static void awaitJudged(JudgeWorker worker, long judged) {
        await().atMost(PATIENCE).until(() -> worker.counts().judged() >= judged);
    }

    /** What another process under the same name does to this one's producer. */
    private static void fence(String transactionalId) {
        try (var producer = new KafkaProducer<>(
                cluster.clientProperties(Map.of("transactional.id", transactionalId)),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
        }
    }

    private static Cluster withPollInterval(Duration interval) {
        var settings = Map.of("max.poll.interval.ms", Long.toString(interval.toMillis()));
        return new Cluster(cluster.bootstrapServers(), cluster.registryUrl(), settings);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JudgeWorker worker(JudgeTopics topics, String name, int threads, Judge judge) {
        return worker(topics, name, name, threads, judge);
    }

    private static JudgeWorker worker(
            JudgeTopics topics, String transactionalId, String group, int threads, Judge judge) {
        var configuration = new JudgeConfiguration(
                group, transactionalId, 10, threads, Duration.ofMillis(100), Duration.ofSeconds(20));
        return new JudgeWorker(topics.cluster(), topics.catalogue(), configuration, judge);
    }

    private static List<JudgeRequest> requests(int from, int to) {
        return IntStream.range(from, to).mapToObj(JudgeWorkerTest::request).toList();
    }

    private static JudgeRequest request(int number) {
        return Requests.of("m" + number, number % 2 == 0 ? "Find the deadlock." : "Rename x to count" + number);
    }
}
