package io.turnstile.streams;

import io.turnstile.config.Cluster;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How a streams application runs.
 *
 * @param applicationId names the consumer group, the internal topics and the state directory
 * @param threads stream threads of this process
 * @param commitInterval how often results become visible downstream
 * @param cacheBytes the record cache of the process, shared by its threads
 * @param stateDirectory where RocksDB keeps its files
 * @param guarantee exactly_once_v2 or at_least_once
 */
public record StreamsConfiguration(
        String applicationId,
        int threads,
        Duration commitInterval,
        int cacheBytes,
        Path stateDirectory,
        String guarantee) {

    public static final Setting<String> APPLICATION_ID = Setting.string(
            "streams.application-id",
            "turnstile",
            "Names the consumer group, the internal topics and the state directory. A stage that runs alone appends"
                    + " its own name.");
    public static final Setting<Integer> THREADS = Setting.integer(
            "streams.threads", 2, "Stream threads of this process. More than topics.partitions are idle.");
    public static final Setting<Duration> COMMIT_INTERVAL = Setting.duration(
            "streams.commit-interval",
            Duration.ofMillis(500),
            "How often results become visible downstream. Each stage adds one interval of delay; Kafka's own default of"
                    + " 100 ms costs more than a third of the throughput.");
    public static final Setting<Integer> CACHE_BYTES = Setting.integer(
            "streams.cache-bytes",
            64 * 1024 * 1024,
            "The record cache of the process: state that changes again before a commit is written once.");
    public static final Setting<String> STATE_DIRECTORY = Setting.string(
            "streams.state-directory",
            Path.of(System.getProperty("java.io.tmpdir"), "turnstile-state").toString(),
            "Where RocksDB keeps its files. They can be rebuilt from the changelogs; a directory that survives a restart"
                    + " saves that.");
    public static final Setting<String> GUARANTEE = Setting.string(
            "streams.guarantee",
            StreamsConfig.EXACTLY_ONCE_V2,
            "exactly_once_v2, or at_least_once for more speed: the latest revisions are the same, there may be more.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS =
            List.of(APPLICATION_ID, THREADS, COMMIT_INTERVAL, CACHE_BYTES, STATE_DIRECTORY, GUARANTEE);

    /** The largest record that the producer sends; the broker's topics set their own, lower, bounds. */
    private static final int MAX_REQUEST_BYTES = 32 * 1024 * 1024;

    /** Of a batch that is sent, and of the least that is worth a fetch. */
    private static final int BATCH_BYTES = 128 * 1024;

    public static StreamsConfiguration from(Settings settings) {
        return new StreamsConfiguration(
                settings.get(APPLICATION_ID),
                settings.get(THREADS),
                settings.get(COMMIT_INTERVAL),
                settings.get(CACHE_BYTES),
                Path.of(settings.get(STATE_DIRECTORY)),
                settings.get(GUARANTEE));
    }

    /** The properties of a Kafka Streams application; what is passed through to the clients wins. */
    public Properties properties(Cluster cluster, String deadLetterTopic) {
        var own = new HashMap<String, Object>();
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        own.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, (long) cacheBytes);
        own.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        own.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // The compacted topics are their tables' changelogs: message text is not stored once more.
        own.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
        own.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        own.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        own.put(DeadLetterHandler.TOPIC, deadLetterTopic);
        own.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Broker and network pay by the request: fewer and larger ones, for a tenth of a second at most.
        own.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), BATCH_BYTES);
        own.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        own.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 2L * MAX_REQUEST_BYTES);
        var properties = new Properties();
        properties.putAll(cluster.clientProperties(own));
        return properties;
    }

    /** The same, for a stage that runs alone: its own group, internal topics and state. */
    public StreamsConfiguration alone(Stage stage) {
        return new StreamsConfiguration(
                applicationId + "-" + stage.stageName(),
                threads,
                commitInterval,
                cacheBytes,
                stateDirectory,
                guarantee);
    }
}
