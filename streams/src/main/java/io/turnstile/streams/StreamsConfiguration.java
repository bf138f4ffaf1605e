package io.turnstile.streams;

import io.turnstile.config.Cluster;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import io.turnstile.serde.StateSerde;
import io.turnstile.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How a streams application runs.
 *
 * @param applicationId names the consumer group, the internal topics and the state directory
 * @param threads stream threads of this process
 * @param commitInterval how often results become visible downstream
 * @param cacheBytes the record cache of the process, shared by its threads
 * @param rocksdbBytes the native memory of all stores of the process
 * @param stateDirectory where RocksDB keeps its files
 * @param guarantee exactly_once_v2 or at_least_once
 */
public record StreamsConfiguration(
        String applicationId,
        int threads,
        Duration commitInterval,
        int cacheBytes,
        int rocksdbBytes,
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
    public static final Setting<Integer> ROCKSDB_BYTES = Setting.integer(
            "streams.rocksdb-bytes",
            256 * 1024 * 1024,
            "The memory of RocksDB beside the heap, for all stores of the process together: blocks, indexes and filters,"
                    + " and up to half of it write buffers. At 6 partitions there are about 120 stores, which need 1 to 2 MB"
                    + " each to write in; more makes reads of state on disk faster.");
    public static final Setting<String> STATE_DIRECTORY = Setting.string(
            "streams.state-directory",
            Path.of(System.getProperty("java.io.tmpdir"), "turnstile-state").toString(),
            "Where RocksDB keeps its files. They can be rebuilt from the changelogs; a directory that survives a restart"
                    + " saves that.");
    public static final Setting<String> GUARANTEE = Setting.string(
            "streams.guarantee",
            StreamsConfig.EXACTLY_ONCE_V2,
            "exactly_once_v2, or at_least_once for more speed: the latest revisions are the same, there may be more."
                    + " Stage balancing refuses it, because a crash could leave its samples wrong.");

    /** All keys of this component. */
    public static final List<Setting<?>> SETTINGS =
            List.of(APPLICATION_ID, THREADS, COMMIT_INTERVAL, CACHE_BYTES, ROCKSDB_BYTES, STATE_DIRECTORY, GUARANTEE);

    /** The largest record that the producer sends; the broker's topics set their own, lower, bounds. */
    private static final int MAX_REQUEST_BYTES = 32 * 1024 * 1024;

    /** Of a batch that is sent, and of the least that is worth a fetch. */
    private static final int BATCH_BYTES = 128 * 1024;

    /** Of a changelog's segment: small, so that little waits to be compacted; far more than the largest record. */
    private static final int CHANGELOG_SEGMENT_BYTES = 64 * 1024 * 1024;

    /** After which time, at most, a changelog is compacted. */
    private static final Duration CHANGELOG_LAG = Duration.ofDays(1);

    public static StreamsConfiguration from(Settings settings) {
        return new StreamsConfiguration(
                settings.get(APPLICATION_ID),
                settings.get(THREADS),
                settings.get(COMMIT_INTERVAL),
                settings.get(CACHE_BYTES),
                settings.get(ROCKSDB_BYTES),
                Path.of(settings.get(STATE_DIRECTORY)),
                settings.get(GUARANTEE));
    }

    /** The properties of a Kafka Streams application; what is passed through to the clients wins. */
    public Properties properties(Cluster cluster, String deadLetterTopic) {
        var own = new HashMap<String, Object>();
        own.putAll(application());
        own.putAll(memory(rocksdbBytes));
        own.putAll(errorHandling(deadLetterTopic));
        own.putAll(internalTopics());
        own.putAll(clients());
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
                rocksdbBytes,
                stateDirectory,
                guarantee);
    }

    /** The same, with its state elsewhere. */
    public StreamsConfiguration withStateDirectory(Path directory) {
        return new StreamsConfiguration(
                applicationId, threads, commitInterval, cacheBytes, rocksdbBytes, directory, guarantee);
    }

    private static Map<String, Object> memory(int rocksdbBytes) {
        return Map.of(
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                RocksDbMemory.class,
                RocksDbMemory.BYTES,
                rocksdbBytes);
    }

    private static Map<String, Object> errorHandling(String deadLetterTopic) {
        return Map.of(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class,
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class,
                DeadLetterHandler.TOPIC, deadLetterTopic,
                DeadLetterHandler.MAX_BYTES, Topic.maxValueBytes(MAX_REQUEST_BYTES));
    }

    /** The changelogs, chiefly; repartition topics hold little, and not for long. */
    private static Map<String, Object> internalTopics() {
        return Map.of(
                // A broker's own default is 1 MB.
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                StateSerde.MAX_MESSAGE_BYTES,
                // Only closed segments are compacted, and a restore reads what is not: Kafka's 1 GB is too much of
                // that.
                StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG),
                CHANGELOG_SEGMENT_BYTES,
                // What left a store, text among it, leaves the changelog too, also where nothing more is written.
                StreamsConfig.topicPrefix(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG),
                CHANGELOG_LAG.toMillis());
    }

    private Map<String, Object> application() {
        return Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                threads,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                commitInterval.toMillis(),
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                (long) cacheBytes,
                StreamsConfig.STATE_DIR_CONFIG,
                stateDirectory.toString(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                guarantee,
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                // The compacted topics are their tables' changelogs: message text is not stored once more.
                StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
                StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
    }

    private static Map<String, Object> clients() {
        return Map.of(
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest",
                // Broker and network pay by the request: fewer and larger ones, for a tenth of a second at most.
                StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG),
                BATCH_BYTES,
                StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                100,
                StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
                BATCH_BYTES,
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                MAX_REQUEST_BYTES,
                StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
                2L * MAX_REQUEST_BYTES);
    }
}
