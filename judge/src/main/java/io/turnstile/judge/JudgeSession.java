package io.turnstile.judge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer and a transactional producer that work in step: the answers to a batch and the batch's offsets are committed
 * in one transaction, so each request is answered exactly once. Nothing is held over from one batch to the next, so a
 * rebalance between two batches has nothing to lose.
 */
final class JudgeSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeSession.class);

    /** How soon an idle thread notices that it is to close; a poll returns at once when there is something. */
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Answering answering;
    private final OutcomeCounters counters;
    private final Duration closeTimeout;

    JudgeSession(
            KafkaConsumer<String, byte[]> consumer,
            KafkaProducer<String, byte[]> producer,
            Answering answering,
            OutcomeCounters counters,
            Duration closeTimeout) {
        this.consumer = consumer;
        this.producer = producer;
        this.answering = answering;
        this.counters = counters;
        this.closeTimeout = closeTimeout;
    }

    /** Joins the group, after ending what an earlier producer of the same name left open. */
    void begin(String topic) {
        producer.initTransactions();
        consumer.subscribe(Set.of(topic));
    }

    /**
     * Answers what has arrived.
     *
     * @return false if the transaction was aborted; the same requests are read again by the next call
     * @throws KafkaException if the session cannot go on, for instance because its producer was fenced
     */
    boolean answerBatch() {
        var batch = consumer.poll(POLL);
        if (batch.isEmpty()) {
            return true;
        }
        // Judged before the transaction begins: a slow judge must not run into the transaction's time-out.
        var answers = StreamSupport.stream(batch.spliterator(), false)
                .map(answering::answer)
                .toList();
        try {
            commit(batch, answers);
            return true;
        } catch (ProducerFencedException
                | OutOfOrderSequenceException
                | AuthorizationException
                | InterruptException e) {
            throw e; // a transaction can no longer be aborted through this producer
        } catch (KafkaException e) {
            LOG.warn("event=judge_batch_aborted requests={} error={}", answers.size(), e.toString());
            producer.abortTransaction();
            rewind();
            return false;
        }
    }

    private void commit(ConsumerRecords<String, byte[]> batch, List<Answer> answers) {
        producer.beginTransaction();
        answers.forEach(answer -> producer.send(answer.toSend()));
        producer.sendOffsetsToTransaction(batch.nextOffsets(), consumer.groupMetadata());
        producer.commitTransaction();
        counters.add(answers);
        LOG.debug("event=judge_batch_committed requests={}", answers.size());
        long failed = answers.stream()
                .filter(answer -> answer.outcome() == Outcome.FAILED)
                .count();
        if (failed > 0) {
            LOG.warn("event=judge_requests_failed count={} see=dead-letters", failed);
        }
    }

    /** Back to the committed offsets, or to the beginning where there are none. */
    private void rewind() {
        var assigned = consumer.assignment();
        var committed = consumer.committed(assigned).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        committed.forEach(consumer::seek);
        Set<TopicPartition> others = assigned.stream()
                .filter(partition -> !committed.containsKey(partition))
                .collect(Collectors.toSet());
        if (!others.isEmpty()) {
            // Given no partitions, the consumer would rewind all of them.
            consumer.seekToBeginning(others);
        }
    }

    @Override
    public void close() {
        try (answering) {
            producer.close(closeTimeout);
        } finally {
            consumer.close(CloseOptions.timeout(closeTimeout));
        }
    }
}
