package io.turnstile.judge.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A share consumer at work, batch after batch. Requests are acknowledged one by one as they are answered; of those that take
 * long, the locks are renewed.
 *
 * <p>Nothing is polled before a batch is done, except to take back what was just renewed: a poll makes the client fetch on
 * in the background, and what it fetches so is locked and waits, with nobody to renew it.
 */
final class JudgeSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeSession.class);

    /** How soon an idle lane notices that it is to close; a poll returns at once when there is something. */
    private static final Duration IDLE_POLL = Duration.ofMillis(250);

    /** Acknowledgements are gathered for this long: each request of them is a write in the broker. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    /** Of a lock's duration: renewed after a half, and the other half is left for the renewal's answer. */
    private static final int HALF = 2;

    /** For the last acknowledgements and the farewell. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaShareConsumer<String, byte[]> consumer;
    private final Answering answering;
    private final Closing closing;
    private final Duration lockDuration;
    private final Map<Place, Acquired> batch = new HashMap<>();
    private final BlockingQueue<Acquired> answered = new LinkedBlockingQueue<>();
    private long renewalDue;
    private long committedAt = System.nanoTime();

    JudgeSession(
            KafkaShareConsumer<String, byte[]> consumer, Answering answering, Closing closing, Duration lockDuration) {
        this.consumer = consumer;
        this.answering = answering;
        this.closing = closing;
        this.lockDuration = lockDuration;
        consumer.setAcknowledgementCommitCallback(JudgeSession::acknowledged);
    }

    private record Place(TopicPartition partition, long offset) {

        static Place of(ConsumerRecord<?, ?> record) {
            return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    /** A request that this lane holds, and its answer to come. */
    private record Acquired(Place place, ConsumerRecord<String, byte[]> record, CompletableFuture<Void> answer) {}

    /**
     * Works until the worker closes and what was in hand is answered or released.
     *
     * @throws KafkaException if the session cannot go on
     * @throws Error if the judge threw one
     */
    void work(String topic) throws InterruptedException {
        consumer.subscribe(Set.of(topic));
        while (!closing.isBegun()) {
            consumer.poll(IDLE_POLL).forEach(this::begin);
            renewalDue = System.nanoTime() + lock().dividedBy(HALF).toNanos();
            workOff();
        }
    }

    private void begin(ConsumerRecord<String, byte[]> record) {
        var acquired = new Acquired(Place.of(record), record, answering.answer(record));
        batch.put(acquired.place(), acquired);
        acquired.answer().whenComplete((done, failure) -> answered.add(acquired));
    }

    /** Until the batch is done, or closing has taken its time. */
    private void workOff() throws InterruptedException {
        while (!batch.isEmpty()) {
            acknowledgeAnswered();
            if (closing.isOver()) {
                release();
            } else if (!batch.isEmpty()) {
                renew();
            }
        }
    }

    /** Until the batch is done, its renewal is due, or closing has taken its time. */
    private void acknowledgeAnswered() throws InterruptedException {
        while (!batch.isEmpty() && !closing.isOver() && nanosToRenewal() > 0) {
            Acquired first = answered.poll(Math.min(nanosToRenewal(), GATHERING.toNanos()), TimeUnit.NANOSECONDS);
            if (first != null) {
                var all = new ArrayList<>(List.of(first));
                answered.drainTo(all);
                all.forEach(this::acknowledge);
            }
            commitGathered();
        }
    }

    private void acknowledge(Acquired acquired) {
        if (!batch.remove(acquired.place(), acquired)) {
            return; // its lock was lost in the meantime
        }
        try {
            acquired.answer().join();
            consumer.acknowledge(acquired.record(), AcknowledgeType.ACCEPT);
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (!(e.getCause() instanceof AbandonedException)) {
                LOG.error("event=judge_request_released error={}", e.toString(), e);
            }
            consumer.acknowledge(acquired.record(), AcknowledgeType.RELEASE);
        }
    }

    /** Where the batch is done, the next poll takes them along. */
    private void commitGathered() {
        long now = System.nanoTime();
        if (!batch.isEmpty() && now - committedAt >= GATHERING.toNanos()) {
            consumer.commitAsync();
            committedAt = now;
        }
    }

    /**
     * Renews what is not answered, and takes it back from the client, which gives it out again. What does not come back has
     * lost its lock: it is delivered again, and its answer is sent nevertheless.
     */
    private void renew() {
        // On its own: the client takes a request of several brokers for a renewal only if the last to answer had one.
        consumer.commitAsync();
        batch.values().forEach(acquired -> consumer.acknowledge(acquired.record(), AcknowledgeType.RENEW));
        renewalDue = System.nanoTime() + lock().dividedBy(HALF).toNanos();
        consumer.commitSync(lock().dividedBy(HALF));
        var before = Map.copyOf(batch);
        batch.clear();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ZERO)) {
            Acquired known = before.get(Place.of(record));
            if (known == null) {
                begin(record);
            } else {
                batch.put(known.place(), known);
            }
        }
    }

    private void release() {
        LOG.warn(
                "event=judge_close_timed_out released={} consequence=\"these requests are judged again\"",
                batch.size());
        batch.values().forEach(acquired -> consumer.acknowledge(acquired.record(), AcknowledgeType.RELEASE));
        batch.clear();
    }

    /** What is not acknowledged is delivered again; that is all there is to do about it. */
    private static void acknowledged(Map<TopicIdPartition, Set<Long>> offsets, Exception failure) {
        if (failure != null) {
            LOG.warn(
                    "event=judge_acknowledgement_failed requests={} error={} consequence=\"these requests are delivered"
                            + " again\"",
                    offsets.values().stream().mapToInt(Set::size).sum(),
                    failure.toString());
        }
    }

    /** Negative when it is overdue. */
    private long nanosToRenewal() {
        return renewalDue - System.nanoTime();
    }

    private Duration lock() {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(lockDuration);
    }

    @Override
    public void close() {
        consumer.close(CLOSE_TIMEOUT);
    }
}
