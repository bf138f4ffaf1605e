package io.turnstile.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the catalogue declares it. Keys are UTF-8 strings.
 *
 * @param name its full name, prefix included
 * @param key what the key is, for people
 * @param valueType the class of the value: an Avro record, or {@code byte[]} for raw bytes
 * @param partitions how many partitions it is created with
 * @param cleanup how it forgets
 * @param retention how long records stay under {@link Cleanup#DELETE}, from when they were written; null under {@link Cleanup#COMPACT}
 * @param maxMessageBytes the largest record batch that it takes, in bytes
 * @param doc what it holds, in one sentence
 */
public record Topic<V>(
        String name,
        String key,
        Class<V> valueType,
        int partitions,
        Cleanup cleanup,
        Duration retention,
        int maxMessageBytes,
        String doc) {

    /**
     * What a record has beside its value, as a part of the largest batch. The batch's header takes 61 bytes and the
     * record's up to 21; lz4 makes what does not compress 0.4 % larger; the rest is for key and headers, which are ids
     * and numbers. A hundredth of 4 MiB is 40 KiB.
     */
    private static final int OVERHEAD_PART = 100;

    /** The largest value, in bytes, that fits into a record batch of a size, whatever key, headers and batch add. */
    public static int maxValueBytes(int maxMessageBytes) {
        return maxMessageBytes - maxMessageBytes / OVERHEAD_PART;
    }

    /** The largest value that the topic is given, in bytes: what is larger fails where it is serialised. */
    public int maxValueBytes() {
        return maxValueBytes(maxMessageBytes);
    }

    /** The Avro schema of the value, or empty for raw bytes. */
    public Optional<Schema> valueSchema() {
        return valueType == byte[].class
                ? Optional.empty()
                : Optional.of(SpecificData.get().getSchema(valueType));
    }

    /** The registry's subject of the value: {@code <topic>-value}. */
    public String valueSubject() {
        return name + "-value";
    }

    /** The topic's settings as Kafka names them. */
    public Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
        if (cleanup == Cleanup.DELETE) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
            // Retention counts from a record's timestamp. By the producer's, a backfill of old rows would be deleted
            // before it is read; the time of the event stands in the row and in a header.
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        }
        return settings;
    }

    NewTopic toNewTopic(Optional<Short> replicationFactor) {
        return new NewTopic(name, Optional.of(partitions), replicationFactor).configs(settings());
    }
}
