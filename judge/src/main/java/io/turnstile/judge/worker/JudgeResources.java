package io.turnstile.judge.worker;

import io.turnstile.judge.Judge;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** What the lanes of a worker share, and what has to be closed behind them. */
final class JudgeResources implements AutoCloseable {

    private final JudgeClients clients;
    private final Pause pause;
    private final Closing closing;
    private final Admin admin;
    private final JudgeCodec codec;
    private final Delivery delivery;
    private final JudgeMetrics metrics;

    /** Null for a judge that costs nothing. */
    private final CacheIndex index;

    /** Null for a judge that costs nothing. */
    private final CacheReader reader;

    private JudgeResources(
            JudgeClients clients,
            Judge judge,
            Pause pause,
            Closing closing,
            Admin admin,
            List<TopicPartition> cachePartitions,
            Supplier<JudgeCounts> counts) {
        JudgeConfiguration configuration = clients.configuration();
        this.clients = clients;
        this.pause = pause;
        this.closing = closing;
        this.admin = admin;
        codec = new JudgeCodec(
                clients.topics(), new AvroSerdes(clients.cluster().registryUrl()));
        delivery = new Delivery(
                clients.producer(), pause, closing, configuration.retryPause(), configuration.closeTimeout());
        metrics = new JudgeMetrics(configuration.group(), counts);
        index = judge.isPaid() ? new CacheIndex(admin, cachePartitions, closing) : null;
        reader = judge.isPaid()
                ? new CacheReader(
                        clients.cacheReader(), clients.topics().judgeCache().name())
                : null;
    }

    /** @throws IllegalStateException if the brokers refuse the group's settings */
    static JudgeResources open(
            JudgeClients clients,
            Judge judge,
            Pause pause,
            Closing closing,
            Map<String, Integer> partitions,
            Supplier<JudgeCounts> counts) {
        Admin admin = clients.admin();
        try {
            ShareGroupSettings.apply(admin, clients.configuration());
            String cache = clients.topics().judgeCache().name();
            List<TopicPartition> cachePartitions = IntStream.range(0, partitions.getOrDefault(cache, 0))
                    .mapToObj(partition -> new TopicPartition(cache, partition))
                    .toList();
            return new JudgeResources(clients, judge, pause, closing, admin, cachePartitions, counts);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    Verdicts verdicts(Judge judge, JudgeCalls calls) {
        if (index == null) {
            return new DirectVerdicts(calls);
        }
        TopicCatalogue topics = clients.topics();
        var cache = new AnswerCache(
                topics,
                index,
                reader,
                codec,
                delivery,
                pause,
                clients.configuration().retryPause());
        return new CachedVerdicts(judge, calls, cache);
    }

    Answering answering(Verdicts verdicts, JudgeCounters counters, Executor callThreads) {
        return new Answering(
                verdicts, codec, delivery, pause, counters, callThreads, clients.topics(), clients.configuration());
    }

    /** Keeps the cache's index current; empty for a judge that costs nothing. */
    Optional<CacheTail> cacheTail() {
        return Optional.ofNullable(index)
                .map(kept -> new CacheTail(
                        clients::cacheTail,
                        kept,
                        closing,
                        clients.configuration().retryPause()));
    }

    @Override
    public void close() {
        delivery.close();
        if (reader != null) {
            reader.close();
        }
        admin.close();
        codec.close();
        metrics.close();
    }
}
