package io.turnstile.judge.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A share consumer at work, batch after batch. Requests are acknowledged one by one as they are answered; of those that take
 * long, the locks are renewed. The client fetches nothing new while it renews, so a batch is worked off before the next.
 */
final class JudgeSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JudgeSession.class);

    /** How soon an idle lane notices that it is to close; a poll returns at once when there is something. */
    private static final Duration IDLE_POLL = Duration.ofMillis(250);

    /** How long a poll waits for renewed requests to come back; there is work to do meanwhile. */
    private static final Duration RENEWAL_POLL = Duration.ofMillis(20);

    /** Acknowledgements are gathered for this long: each request of them is a write in the broker. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    /** For the last acknowledgements and the farewell. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private record Place(TopicPartition partition, long offset) {

        static Place of(ConsumerRecord<?, ?> record) {
            return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    private final KafkaShareConsumer<String, byte[]> consumer;
    private final Answering answering;
    private final Closing closing;
    private final Duration lockDuration;
    private final Map<Place, Acquired> batch = new HashMap<>();
    private final BlockingQueue<Place> answered = new LinkedBlockingQueue<>();
    private long renewalDue;
    private long committedAt = System.nanoTime();

    JudgeSession(
            KafkaShareConsumer<String, byte[]> consumer, Answering answering, Closing closing, Duration lockDuration) {
        this.consumer = consumer;
        this.answering = answering;
        this.closing = closing;
        this.lockDuration = lockDuration;
        consumer.setAcknowledgementCommitCallback(this::acknowledged);
    }

    /**
     * Works until the worker closes and what was in hand is answered or released.
     *
     * @throws KafkaException if the session cannot go on
     * @throws Error if the judge threw one
     */
    void work(String topic) throws InterruptedException {
        consumer.subscribe(Set.of(topic));
        while (!closing.isBegun() || !batch.isEmpty()) {
            take(consumer.poll(batch.isEmpty() ? IDLE_POLL : RENEWAL_POLL));
            acknowledgeAnswered();
            if (closing.isOver()) {
                release();
                return;
            }
            requireRenewed();
            renew();
        }
    }

    /** New requests are begun; renewed ones come back, and can be acknowledged again. */
    private void take(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            Place place = Place.of(record);
            Acquired known = batch.get(place);
            if (known != null) {
                known.returned(record);
                if (known.answer().isDone()) {
                    answered.add(place);
                }
            } else if (closing.isBegun()) {
                consumer.acknowledge(record, AcknowledgeType.RELEASE);
            } else {
                begin(place, record);
            }
        }
        if (!records.isEmpty()) {
            renewalDue = System.nanoTime() + lock().dividedBy(2).toNanos();
        }
    }

    private void begin(Place place, ConsumerRecord<String, byte[]> record) {
        var acquired = new Acquired(record, answering.answer(record));
        batch.put(place, acquired);
        acquired.answer().whenComplete((done, failure) -> answered.add(place));
    }

    /** Until the batch is done, its renewal is due, or closing has taken its time. */
    private void acknowledgeAnswered() throws InterruptedException {
        drainAnswered();
        while (hasHeld() && !isRenewing() && !closing.isOver() && nanosToRenewal() > 0) {
            Place first = answered.poll(Math.min(nanosToRenewal(), GATHERING.toNanos()), TimeUnit.NANOSECONDS);
            if (first != null) {
                acknowledge(first);
                drainAnswered();
            }
            commitGathered();
        }
    }

    private void drainAnswered() {
        var places = new ArrayList<Place>();
        answered.drainTo(places);
        places.forEach(this::acknowledge);
    }

    /** Where the batch is done, the next poll takes them along. */
    private void commitGathered() {
        long now = System.nanoTime();
        if (!batch.isEmpty() && now - committedAt >= GATHERING.toNanos()) {
            consumer.commitAsync();
            committedAt = now;
        }
    }

    private void acknowledge(Place place) {
        Acquired acquired = batch.get(place);
        if (acquired == null || !acquired.isHeld()) {
            return; // its lock was lost, or it comes back from its renewal first
        }
        batch.remove(place);
        try {
            acquired.answer().join();
            consumer.acknowledge(acquired.record(), AcknowledgeType.ACCEPT);
        } catch (CompletionException | CancellationException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (!(e.getCause() instanceof AbandonedException)) {
                LOG.error("event=judge_request_released error={}", e.toString(), e);
            }
            consumer.acknowledge(acquired.record(), AcknowledgeType.RELEASE);
        }
    }

    /** What is acknowledged so goes out with the next poll. */
    private void renew() {
        for (Acquired acquired : batch.values()) {
            if (acquired.isHeld()) {
                consumer.acknowledge(acquired.record(), AcknowledgeType.RENEW);
                acquired.renewing();
            }
        }
    }

    private void requireRenewed() {
        if (isRenewing() && -nanosToRenewal() > lockDuration.toNanos()) {
            throw new TimeoutException("No answer came to a renewal of locks within " + lockDuration + ".");
        }
    }

    private void release() {
        LOG.warn(
                "event=judge_close_timed_out released={} consequence=\"these requests are judged again\"",
                batch.size());
        batch.values().stream()
                .filter(Acquired::isHeld)
                .forEach(acquired -> consumer.acknowledge(acquired.record(), AcknowledgeType.RELEASE));
        batch.clear();
    }

    /** A renewal that failed has lost its lock: another lane will have the request. */
    private void acknowledged(Map<TopicIdPartition, Set<Long>> offsets, Exception failure) {
        if (failure == null) {
            return;
        }
        LOG.warn("event=judge_acknowledgement_failed error={}", failure.toString());
        offsets.forEach((partition, places) -> places.forEach(offset -> {
            var place = new Place(partition.topicPartition(), offset);
            if (batch.containsKey(place) && !batch.get(place).isHeld()) {
                batch.remove(place);
            }
        }));
    }

    private boolean hasHeld() {
        return batch.values().stream().anyMatch(Acquired::isHeld);
    }

    private boolean isRenewing() {
        return batch.values().stream().anyMatch(acquired -> !acquired.isHeld());
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
