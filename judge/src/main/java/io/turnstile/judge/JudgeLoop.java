package io.turnstile.judge;

import io.turnstile.config.Cluster;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.TopicCatalogue;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread's work: sessions, one after another, until it is told to close. A session that fails is replaced by a new
 * one, which resumes from the committed offsets.
 */
final class JudgeLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeLoop.class);

    private final Cluster cluster;
    private final TopicCatalogue topics;
    private final JudgeConfiguration configuration;
    private final Judge judge;
    private final OutcomeCounters counters;
    private final CountDownLatch closing;
    private final String transactionalId;

    JudgeLoop(
            Cluster cluster,
            TopicCatalogue topics,
            JudgeConfiguration configuration,
            Judge judge,
            OutcomeCounters counters,
            CountDownLatch closing,
            int thread) {
        this.cluster = cluster;
        this.topics = topics;
        this.configuration = configuration;
        this.judge = judge;
        this.counters = counters;
        this.closing = closing;
        this.transactionalId = configuration.transactionalId() + "-" + thread;
    }

    @Override
    public void run() {
        try {
            while (!isClosing()) {
                runSession();
            }
        } catch (InterruptException | InterruptedException e) {
            LOG.warn("event=judge_interrupted transactional_id={}", transactionalId);
            Thread.currentThread().interrupt();
        }
    }

    private void runSession() throws InterruptedException {
        try (var session = open()) {
            session.begin(topics.judgeRequests().name());
            while (!isClosing()) {
                if (!session.answerBatch()) {
                    pause();
                }
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) { // the producer's answer to a call in a wrong state
            LOG.warn(
                    "event=judge_session_failed transactional_id={} retry_in={} error={} hint=\"If it was fenced, another"
                            + " process has the same {}.\"",
                    transactionalId,
                    configuration.retryPause(),
                    e.toString(),
                    JudgeConfiguration.TRANSACTIONAL_ID.key());
            pause();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() throws InterruptedException {
        if (closing.await(configuration.retryPause().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("event=judge_pause_ended transactional_id={}", transactionalId);
        }
    }

    private JudgeSession open() {
        var answering = new Answering(judge, topics, new AvroSerdes(cluster.registryUrl()));
        var producer = new KafkaProducer<>(
                cluster.clientProperties(producerProperties()), new StringSerializer(), new ByteArraySerializer());
        try {
            var consumer = new KafkaConsumer<>(
                    cluster.clientProperties(consumerProperties()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            return new JudgeSession(consumer, producer, answering, counters, configuration.closeTimeout());
        } catch (KafkaException e) {
            producer.close();
            throw e;
        }
    }

    private Map<String, Object> producerProperties() {
        return Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId,
                // A dead letter is as large as the request that it holds.
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                topics.deadLetters().maxMessageBytes());
    }

    private Map<String, Object> consumerProperties() {
        return Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                configuration.group(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                configuration.maxBatch());
    }
}
