package io.turnstile.streams;

import io.turnstile.config.Cluster;
import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.plan.Plans;
import io.turnstile.topic.TopicConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stages of the pipeline, running. */
public final class PipelineApplication implements AutoCloseable {

    /** Every key that the pipeline reads: of the cluster, the topics, the client, the stages and the plans. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    Cluster.SETTINGS,
                    TopicConfiguration.SETTINGS,
                    StreamsConfiguration.SETTINGS,
                    PipelineConfiguration.SETTINGS,
                    Plans.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private static final Logger LOG = LoggerFactory.getLogger(PipelineApplication.class);

    /** RocksDB is not flushed on commit: a clean close saves a restore, but must not hang. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * Made, not started.
     *
     * @throws ConfigurationException if it balances without exactly_once_v2, with plans or taking back what is left of
     *     earlier ones: a crash could lose an offer whose state was
     *     kept, and a sample would then be wrong until all is read anew
     */
    public PipelineApplication(
            Pipeline pipeline, Set<Stage> stages, StreamsConfiguration configuration, Cluster cluster) {
        Properties properties = configuration.properties(
                cluster, pipeline.stage().topics().deadLetters().name());
        if (stages.contains(Stage.BALANCING)) {
            requireExactlyOnce(properties);
        }
        streams = new KafkaStreams(pipeline.topology(stages, properties), properties);
        streams.setUncaughtExceptionHandler(exception -> {
            LOG.error(
                    "event=stream-thread-failed error={} action=shutdown-client",
                    exception.getClass().getName(),
                    exception);
            failure.compareAndSet(null, RefusedRecord.explained(exception));
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    public void start() {
        streams.start();
    }

    /** Why the application stopped by itself, or empty while it runs. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Whether it runs, neither starting nor rebalancing. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /**
     * Whether an index store of this process holds nothing, e.g. no conversation is open. False while the store cannot be
     * asked.
     */
    public boolean isEmpty(String indexStore) {
        try {
            var store = streams.store(StoreQueryParameters.fromNameAndType(
                    indexStore, QueryableStoreTypes.<Bytes, byte[]>keyValueStore()));
            try (var entries = store.all()) {
                return !entries.hasNext();
            }
        } catch (InvalidStateStoreException e) {
            return false;
        }
    }

    /** What a stage has counted in this process, by reason; without what was never counted. */
    public Map<String, Long> counts(StageCount count) {
        var counts = new TreeMap<String, Long>();
        streams.metrics().forEach((metricName, metric) -> {
            if (metricName.group().equals(StageMetrics.GROUP)
                    && metricName.name().equals(count.metric())) {
                counts.merge(reason(metricName), value(metric), Long::sum);
            }
        });
        counts.values().removeIf(sum -> sum == 0);
        return counts;
    }

    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
    }

    /** Of the properties: what is passed through to Kafka Streams may say it too. */
    private static void requireExactlyOnce(Properties properties) {
        Object guarantee = properties.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG);
        if (!StreamsConfig.EXACTLY_ONCE_V2.equals(guarantee)) {
            throw new ConfigurationException("Stage balancing cannot run with " + guarantee
                    + ": after a crash its samples could stay wrong. Leave "
                    + StreamsConfiguration.GUARANTEE.key() + ", or kafka." + StreamsConfig.PROCESSING_GUARANTEE_CONFIG
                    + ", at " + StreamsConfig.EXACTLY_ONCE_V2
                    + ". Stages can also run apart, each with its own guarantee: --stage "
                    + Stage.BALANCING.stageName() + ".");
        }
    }

    private static String reason(MetricName name) {
        return name.tags().getOrDefault("reason", "");
    }

    private static long value(Metric metric) {
        return Math.round((Double) metric.metricValue());
    }
}
