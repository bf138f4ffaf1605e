package io.turnstile.judge.worker;

import static io.turnstile.judge.worker.Workers.BATCH;
import static io.turnstile.judge.worker.Workers.PATIENCE;
import static io.turnstile.judge.worker.Workers.SHORT_LOCK;
import static io.turnstile.judge.worker.Workers.configuration;
import static io.turnstile.judge.worker.Workers.counts;
import static io.turnstile.judge.worker.Workers.withDeliveryLimit;
import static io.turnstile.judge.worker.Workers.withShortLock;
import static io.turnstile.judge.worker.Workers.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.judge.Judge;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.judge.Requests;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each test has topics and a group of its own, so they can run at the same time. */
@Execution(ExecutionMode.CONCURRENT)
class JudgeWorkerTest {

    private final Cluster cluster = JudgeBroker.cluster();

    @Test
    void everyRequestGetsItsVerdictOnce() throws Exception {
        var topics = JudgeTopics.named(cluster, "once").create();
        topics.request(requests(0, 150));

        try (var worker = worker(topics, configuration("once", 2, 16, PATIENCE), new OfflineRubric())) {
            worker.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(worker.counts()).isEqualTo(counts(150, 0, 0, Map.of(), 0)));
        }

        assertJudgedOnce(topics, 150);
        var expected = new OfflineRubric().judge(request(7));
        assertThat(verdictsById(topics).get("m7")).isEqualTo(expected);
    }

    @Test
    void aWorkerFinishesTheCallsInHandWhenClosedAndTheNextGoesOn() throws Exception {
        var topics = JudgeTopics.named(cluster, "restart").create();
        topics.request(requests(0, 60));
        var reached = new CountDownLatch(15);
        var first = worker(topics, "restart", ScriptedJudge.free(request -> reached.countDown()));
        try (first) {
            first.start();
            reached.await();
        }
        long judgedFirst = first.counts().judged();

        try (var second = worker(topics, "restart", new OfflineRubric())) {
            second.start();
            awaitJudged(second, 60 - judgedFirst);
        }

        assertThat(judgedFirst).isGreaterThanOrEqualTo(15);
        assertJudgedOnce(topics, 60);
    }

    @Test
    void whatAWorkerHeldThatDiedIsJudgedByTheNext() throws Exception {
        var topics = JudgeTopics.named(cluster, "crash").create();
        topics.request(requests(0, 40));
        var calls = new AtomicInteger();
        var dying = ScriptedJudge.free(request -> {
            if (calls.incrementAndGet() == 25) {
                throw new AssertionError("the judge dies in the middle of a batch");
            }
        });
        var first = worker(topics, "crash", dying);
        try (first) {
            assertThatThrownBy(first::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(AssertionError.class);
            assertThat(first.isRunning()).isFalse();
        }

        try (var second = worker(topics, "crash", new OfflineRubric())) {
            second.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(verdictsById(topics)).hasSize(40));
        }
    }

    @Test
    void aJudgeThatIsStuckDoesNotKeepTheWorkerFromClosing() throws Exception {
        var topics = JudgeTopics.named(cluster, "stuck").create();
        topics.request(requests(0, 1));
        var inHand = new CountDownLatch(1);
        var stuck = ScriptedJudge.free(request -> {
            inHand.countDown();
            awaitLatch(new CountDownLatch(1));
        });
        var worker = worker(topics, configuration("stuck", 1, 1, Duration.ofMillis(300)), stuck);
        worker.start();
        inHand.await();

        worker.close();

        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.counts()).isEqualTo(counts(0, 0, 0, Map.of(), 0));
        assertThat(topics.committed(topics.catalogue().deadLetters())).isEmpty();
    }

    @Test
    void moreWorkersThanPartitionsShareTheRequests() throws Exception {
        var topics = JudgeTopics.named(cluster, "share").create();
        int all = 4 * BATCH;
        topics.request(requests(0, all));
        var held = new CountDownLatch(JudgeTopics.PARTITIONS);
        var thirdHasJudged = new CountDownLatch(1);
        Judge waiting = ScriptedJudge.free(request -> {
            held.countDown();
            awaitLatch(thirdHasJudged);
        });
        try (var first = worker(topics, configuration("share", 1, 1, Duration.ofSeconds(1)), waiting);
                var second = worker(topics, configuration("share", 1, 1, Duration.ofSeconds(1)), waiting);
                var third = worker(topics, "share", new OfflineRubric())) {
            first.start();
            second.start();
            held.await();
            third.start();
            awaitJudged(third, 1);
            thirdHasJudged.countDown();
            await().atMost(PATIENCE)
                    .until(() -> first.counts().judged()
                                    + second.counts().judged()
                                    + third.counts().judged()
                            == all);
        }

        assertJudgedOnce(topics, all);
    }

    @Test
    void aCallThatOutlastsItsLockKeepsItsRequest() throws Exception {
        var topics = JudgeTopics.named(cluster, "slow").create();
        topics.request(requests(0, 1));
        var inHand = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = ScriptedJudge.free(request -> {
            inHand.countDown();
            awaitLatch(goOn);
        });
        var configuration = withShortLock(configuration("slow"));
        try (var first = worker(topics, configuration, slow);
                var second = worker(topics, configuration, new OfflineRubric())) {
            first.start();
            inHand.await();
            second.start();
            await().during(SHORT_LOCK.multipliedBy(2))
                    .atMost(PATIENCE)
                    .until(() -> second.counts().judged() == 0);
            goOn.countDown();
            awaitJudged(first, 1);
        }

        assertJudgedOnce(topics, 1);
    }

    @Test
    void anOutageOfTheJudgeUsesUpNoDeliveries() throws Exception {
        var topics = JudgeTopics.named(cluster, "outage").create();
        topics.request(requests(0, 30));
        var outage = Duration.ofMillis(250);
        var began = new AtomicLong();
        var unavailable = ScriptedJudge.free(request -> {
            began.compareAndSet(0, System.nanoTime());
            if (System.nanoTime() - began.get() < SHORT_LOCK.multipliedBy(2).toNanos()) {
                throw new JudgeUnavailableException("the server is down", outage);
            }
        });

        var configuration = withShortLock(withDeliveryLimit(configuration("outage", 2, 16, PATIENCE), 5));
        try (var worker = worker(topics, configuration, unavailable)) {
            worker.start();
            awaitJudged(worker, 30);
            assertThat(worker.counts().pauses()).isOne();
            assertThat(worker.counts().failed()).isZero();
        }

        assertJudgedOnce(topics, 30);
    }

    @Test
    void aRequestWhoseWorkersEndedTooOftenIsADeadLetter() throws Exception {
        var topics = JudgeTopics.named(cluster, "exhausted").create();
        topics.request(requests(0, 1));
        var configuration = withDeliveryLimit(configuration("exhausted", 1, 1, Duration.ofMillis(100)), 3);
        for (int delivery = 1; delivery < 3; delivery++) {
            var inHand = new CountDownLatch(1);
            var stuck = ScriptedJudge.free(request -> {
                inHand.countDown();
                awaitLatch(new CountDownLatch(1));
            });
            try (var worker = worker(topics, configuration, stuck)) {
                worker.start();
                inHand.await();
            }
        }

        try (var last = worker(topics, configuration, new OfflineRubric())) {
            last.start();
            await().atMost(PATIENCE).until(() -> last.counts().failed() == 1);
        }

        assertThat(topics.verdicts()).isEmpty();
        var letters = topics.committed(topics.catalogue().deadLetters());
        assertThat(letters).hasSize(1);
        assertThat(JudgeTopics.header(letters.get(0), "turnstile.reason")).isEqualTo("DELIVERIES_EXHAUSTED");
        assertThat(letters.get(0).value()).isEqualTo(bytesOf(topics, "m0"));
    }

    @Test
    void aRequestThatFailsGoesToTheDeadLettersAndTheRestIsJudged() throws Exception {
        var topics = JudgeTopics.named(cluster, "poison").create();
        byte[] poison = {1, 2, 3};
        byte[] unknownSchema = {0, 0x7f, 0, 0, 1, 2};
        topics.requestRaw("poison", poison);
        topics.requestRaw("unknown", unknownSchema);
        topics.request(requests(0, 10));
        var failing = ScriptedJudge.free(request -> {
            if (request.getMessageId().equals("m3")) {
                throw new UnsupportedOperationException("quotes the text: " + request.getText());
            }
            if (request.getMessageId().equals("m4")) {
                throw new NoLabelException(NoLabel.REFUSED, "declined");
            }
        });

        try (var worker = worker(topics, "poison", failing)) {
            worker.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(worker.counts()).isEqualTo(counts(8, 0, 0, Map.of(NoLabel.REFUSED, 1L), 3)));
        }

        assertThat(verdictsById(topics)).hasSize(8).doesNotContainKeys("m3", "m4");
        var letters = topics.committed(topics.catalogue().deadLetters()).stream()
                .collect(Collectors.toMap(ConsumerRecord::key, Function.identity()));
        assertThat(letters).containsOnlyKeys("poison", "unknown", "m3", "m4");
        assertLetter(letters.get("poison"), poison, "DESERIALIZATION", null);
        assertLetter(letters.get("unknown"), unknownSchema, "DESERIALIZATION", null);
        assertLetter(
                letters.get("m3"),
                bytesOf(topics, "m3"),
                "JUDGE_FAILED",
                UnsupportedOperationException.class.getName());
        assertLetter(letters.get("m4"), bytesOf(topics, "m4"), "REFUSED", NoLabelException.class.getName());
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

        try (var worker = worker(topics, "mixed", confused)) {
            worker.start();
            await().atMost(PATIENCE).until(() -> worker.counts().failed() == 1);
        }

        assertThat(topics.verdicts()).isEmpty();
    }

    @Test
    void aTombstoneIsPassedOn() throws Exception {
        var topics = JudgeTopics.named(cluster, "tombstone").create();
        topics.request(requests(0, 1));

        try (var worker = worker(topics, "tombstone", new OfflineRubric())) {
            worker.start();
            awaitJudged(worker, 1);
            topics.requestRaw("m0", null);
            await().atMost(PATIENCE).until(() -> worker.counts().retracted() == 1);
        }

        assertThat(topics.committed(topics.catalogue().judgeVerdicts()))
                .extracting(ConsumerRecord::key, record -> record.value() == null)
                .containsExactly(tuple("m0", false), tuple("m0", true));
    }

    @Test
    void aMissingTopicIsNamedAtTheStart() {
        var topics = JudgeTopics.named(cluster, "missing");
        try (var worker = worker(topics, "missing", new OfflineRubric())) {
            assertThatThrownBy(worker::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a topic is missing")
                    .hasMessageContaining("topics.prefix");
            assertThat(worker.isRunning()).isFalse();
        }
    }

    @Test
    void settingsThatTheBrokersRefuseAreNamedAtTheStart() throws Exception {
        var topics = JudgeTopics.named(cluster, "refused").create();
        var beyond = withDeliveryLimit(configuration("refused"), 1_000);
        try (var worker = worker(topics, beyond, new OfflineRubric())) {
            assertThatThrownBy(worker::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("share group refused")
                    .hasMessageContaining("judge.delivery-limit");
        }
    }

    @Test
    void aGroupOfAnotherKindIsNamedAtTheStart() throws Exception {
        var topics = JudgeTopics.named(cluster, "kind").create();
        Map<String, Object> consumer = Map.of("group.id", "kind", "enable.auto.commit", false);
        try (var earlier = new KafkaConsumer<>(
                cluster.clientProperties(consumer), new StringDeserializer(), new StringDeserializer())) {
            var first = new TopicPartition(topics.catalogue().judgeRequests().name(), 0);
            earlier.assign(List.of(first));
            earlier.commitSync(Map.of(first, new OffsetAndMetadata(0)));
        }

        try (var worker = worker(topics, "kind", new OfflineRubric())) {
            assertThatThrownBy(worker::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("group kind is a")
                    .hasMessageContaining("judge.group");
        }
    }

    @Test
    void aWorkerStartsOnce() throws Exception {
        var topics = JudgeTopics.named(cluster, "twice").create();
        try (var worker = worker(topics, "twice", new OfflineRubric())) {
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

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static List<JudgeRequest> requests(int from, int to) {
        return IntStream.range(from, to).mapToObj(JudgeWorkerTest::request).toList();
    }

    private static JudgeRequest request(int number) {
        return Requests.of("m" + number, number % 2 == 0 ? "Find the deadlock." : "Rename x to count" + number);
    }
}
