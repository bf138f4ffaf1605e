package io.turnstile.judge.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.turnstile.config.Cluster;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.serde.SchemaRegistration;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import io.turnstile.topic.TopicConfiguration;
import io.turnstile.topic.TopicCreation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A catalogue's topics on a real cluster, as the worker's neighbours see them. */
record JudgeTopics(Cluster cluster, TopicCatalogue catalogue) {

    static final int PARTITIONS = 2;

    /** Topics with a prefix of their own, so that tests share a broker and nothing else. */
    static JudgeTopics named(Cluster cluster, String prefix) {
        var configuration = new TopicConfiguration(prefix + ".", PARTITIONS, 1, Duration.ofDays(1));
        return new JudgeTopics(cluster, new TopicCatalogue(configuration));
    }

    JudgeTopics create() throws InterruptedException {
        List<Topic<?>> topics = List.of(
                catalogue.judgeRequests(), catalogue.judgeVerdicts(), catalogue.judgeCache(), catalogue.deadLetters());
        try (var admin = Admin.create(cluster.clientProperties(Map.of()))) {
            TopicCreation.createMissing(admin, topics, 1);
            var names = topics.stream().map(Topic::name).toList();
            // A broker knows a new topic a moment after its controller.
            await().atMost(Workers.PATIENCE)
                    .ignoreExceptions()
                    .until(() ->
                            admin.describeTopics(names).allTopicNames().get().size() == names.size());
        }
        SchemaRegistration.registerAll(cluster.registryUrl(), topics);
        return this;
    }

    void request(Collection<JudgeRequest> requests) {
        var topic = catalogue.judgeRequests();
        try (var serde = serdes().valueSerde(topic)) {
            send(requests.stream()
                    .map(request -> new ProducerRecord<>(
                            topic.name(),
                            request.getMessageId(),
                            serde.serializer().serialize(topic.name(), request)))
                    .toList());
        }
    }

    /** Bytes as they are; null is a tombstone. */
    void requestRaw(String key, byte[] value) {
        send(catalogue.judgeRequests(), key, value);
    }

    /** The same, to any topic. */
    void send(Topic<?> topic, String key, byte[] value) {
        send(List.of(new ProducerRecord<>(topic.name(), key, value)));
    }

    /** All verdicts that are committed by now. */
    List<Verdict> verdicts() {
        try (var serde = serdes().valueSerde(catalogue.judgeVerdicts())) {
            return committed(catalogue.judgeVerdicts()).stream()
                    .map(record -> serde.deserializer().deserialize(record.topic(), record.value()))
                    .toList();
        }
    }

    /** All records of a topic that are committed by now. */
    List<ConsumerRecord<String, byte[]>> committed(Topic<?> topic) {
        var own = Map.of("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(
                cluster.clientProperties(own), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                cluster.clientProperties(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            records.stream().map(producer::send).toList().forEach(JudgeTopics::requireSent);
        }
    }

    /** What did not arrive must not be taken for what the worker lost. */
    private static void requireSent(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A record was not sent: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while records are sent", e);
        }
    }

    private AvroSerdes serdes() {
        return new AvroSerdes(cluster.registryUrl());
    }
}
