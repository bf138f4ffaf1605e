package io.turnstile.judge.worker;

import io.turnstile.config.Cluster;
import io.turnstile.judge.Judge;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.model.BatchedChatModel;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of a share group's workers in batches: answers the requests that the group has not answered and that stand
 * there at the start. Verdicts, dead letters and the cache get what a worker would write, by the same code; then the group is
 * moved behind these requests.
 *
 * <p>The judge asks a model that knows only what batches have answered. So the requests are read in rounds: each answers
 * what can be answered, and has the open questions asked: first votes in the first round, in the next ones those further votes
 * and repairs that the answers call for.
 *
 * <p>It can be killed at any time and run again: what the server has answered or works on is not asked again. Dead letters
 * can then stand twice.
 */
public final class JudgeBatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeBatch.class);

    /** The consumer of the cache says farewell. */
    private static final int SECONDS_TO_END = 5;

    private static final Duration WAIT_FOR_THE_SERVER = Duration.ofHours(1);

    private final JudgeClients clients;
    private final BatchedChatModel model;
    private final BatchedJudge judge;
    private final JudgeCounters counters;
    private final Closing closing = new Closing();
    private final Pause pause = new Pause(closing);
    private final ExecutorService threads =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "judge-cache-tail"));
    private int round;
    private long asked;

    /**
     * Touches nothing yet. Judge and model stay the caller's to close.
     *
     * @param judge asks this model
     */
    public JudgeBatch(
            Cluster cluster,
            TopicCatalogue topics,
            JudgeConfiguration configuration,
            Judge judge,
            BatchedChatModel model) {
        this.clients = new JudgeClients(cluster, topics, configuration);
        this.model = model;
        this.judge = new BatchedJudge(judge);
        this.counters = new JudgeCounters(configuration.probes());
    }

    /**
     * Returns when all requests are answered, which takes hours.
     *
     * @param listener told of progress now and then, on this thread
     * @throws IllegalStateException if a topic is missing, the brokers do not answer, or workers of the group are running
     * @throws JudgeUnavailableException if the server takes no batches or the budget is spent. What could be answered is:
     *     run it again later
     * @throws InterruptedException if the thread was told to stop; run it again later
     */
    public BatchSummary run(Consumer<BatchProgress> listener) throws InterruptedException {
        var partitions = TopicPresence.require(clients.cluster(), topics());
        try (var resources = JudgeResources.open(clients, judge, pause, closing, partitions, this::counts);
                var admin = clients.admin();
                var reader = clients.requestReader()) {
            var group = new GroupPosition(admin, clients.configuration().group());
            group.requireIdle();
            var places = places(partitions);
            var ends = reader.endOffsets(places);
            var requests = new StandingRequests(reader, starts(reader, places, group.of(places)), ends);
            var answering = answering(resources);
            int standing = requests.size();
            LOG.info("event=judge_batch_started requests={} fingerprint={}", standing, judge.fingerprint());
            boolean isMore = true;
            while (isMore) {
                isMore = hasRound(requests, answering, listener);
            }
            boolean isMoved = group.moveTo(ends);
            model.discard();
            return new BatchSummary(standing, requests.superseded(), round, counts(), model.counts(), isMoved);
        } catch (InterruptException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        }
    }

    @Override
    public void close() {
        closing.begin(Duration.ZERO);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether questions were asked, so that their answers are to be read in another round */
    private boolean hasRound(StandingRequests requests, Answering answering, Consumer<BatchProgress> listener)
            throws InterruptedException {
        round++;
        long before = model.counts().settled();
        var questions = new BatchRound(requests, answering, judge);
        Runnable telling = () -> listener.accept(
                new BatchProgress(round, requests.size(), asked + questions.questions(), counts(), model.counts()));
        try {
            model.answer(() -> questions, telling);
        } catch (JudgeUnavailableException e) {
            questions.finish();
            // What was answered on the way must not wait for a run that succeeds.
            new BatchRound(requests, answering, judge).finish();
            throw e;
        }
        questions.finish();
        telling.run();
        asked += questions.questions();
        if (questions.questions() > 0 && model.counts().settled() == before) {
            throw new JudgeUnavailableException(
                    "The model's server ended its batches without an answer to any question. Look there for the cause,"
                            + " and run it again.",
                    WAIT_FOR_THE_SERVER);
        }
        return questions.questions() > 0;
    }

    private Answering answering(JudgeResources resources) {
        threads.execute(resources.cacheTail().orElseThrow());
        Executor here = Runnable::run;
        var probing = new Probing(
                judge,
                ProbeSource.none(),
                ProbeListener.none(),
                clients.configuration().probes(),
                counters,
                here);
        var verdicts = resources.verdicts(judge, new JudgeCalls(judge, pause, probing));
        verdicts.prepare();
        return resources.answering(verdicts, counters, here);
    }

    /** Where the group stands, and the beginning where it has not begun or where records are gone. */
    private static Map<TopicPartition, Long> starts(
            KafkaConsumer<String, byte[]> reader, List<TopicPartition> places, Map<TopicPartition, Long> group) {
        var starts = new HashMap<>(reader.beginningOffsets(places));
        group.forEach((partition, offset) -> starts.merge(partition, offset, Math::max));
        return starts;
    }

    private List<TopicPartition> places(Map<String, Integer> partitions) {
        String topic = clients.topics().judgeRequests().name();
        return IntStream.range(0, partitions.get(topic))
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private List<Topic<?>> topics() {
        TopicCatalogue topics = clients.topics();
        return List.of(topics.judgeRequests(), topics.judgeVerdicts(), topics.deadLetters(), topics.judgeCache());
    }

    private JudgeCounts counts() {
        return counters.counts(pause.count());
    }
}
