package io.turnstile.judge.worker;

import io.turnstile.config.Cluster;
import io.turnstile.topic.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes a worker's Kafka clients. Whoever asks for one closes it. */
record JudgeClients(Cluster cluster, TopicCatalogue topics, JudgeConfiguration configuration) {

    Admin admin() {
        return Admin.create(cluster.clientProperties(Map.of()));
    }

    KafkaProducer<String, byte[]> producer() {
        var own = new HashMap<>(Delivery.PRODUCER);
        // A dead letter is as large as the request that it holds.
        own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, topics.deadLetters().maxMessageBytes());
        return new KafkaProducer<>(cluster.clientProperties(own), new StringSerializer(), new ByteArraySerializer());
    }

    KafkaShareConsumer<String, byte[]> requests() {
        Map<String, Object> own = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                configuration.group(),
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit",
                // Otherwise the client fetches ahead, and locks run out before a request's turn has come.
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                configuration.maxBatch());
        return new KafkaShareConsumer<>(
                cluster.clientProperties(own), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads requests beside the group, and leaves no trace. */
    KafkaConsumer<String, byte[]> requestReader() {
        return reader(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"));
    }

    /** Reads the cache from one end to the other. */
    KafkaConsumer<String, byte[]> cacheTail() {
        return reader(Map.of());
    }

    /** Reads single answers of the cache. */
    KafkaConsumer<String, byte[]> cacheReader() {
        return reader(Map.of(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                CacheReader.FETCH_BYTES,
                // A fetch that waits at the end of one partition would hold up the seek to the next.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                10));
    }

    private KafkaConsumer<String, byte[]> reader(Map<String, Object> more) {
        var own = new HashMap<String, Object>(more);
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(
                cluster.clientProperties(own), new StringDeserializer(), new ByteArrayDeserializer());
    }
}
