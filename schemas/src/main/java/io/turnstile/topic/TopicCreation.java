package io.turnstile.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of the catalogue that a cluster does not have yet. An existing topic is left as it is.
 *
 * <p>The controller confirms a topic before its brokers lead it. A producer that writes at once may have its first batch
 * refused and its second taken; an idempotent one can then never send the first. So the call waits for the leaders.
 */
public final class TopicCreation {

    /** As long as the client tries by default to reach the brokers. */
    private static final Duration MOST = Duration.ofMinutes(1);

    private static final Duration BACKOFF = Duration.ofMillis(50);

    private TopicCreation() {}

    /**
     * @param replicationFactor copies of each partition; 0 takes the broker's default
     * @return the names of the topics that were created; each of their partitions has a leader that answers
     * @throws IllegalStateException if the broker refuses one, or no leader answers within a minute
     */
    public static List<String> createMissing(Admin admin, List<Topic<?>> topics, int replicationFactor)
            throws InterruptedException {
        Optional<Short> replicas = replicationFactor == 0 ? Optional.empty() : Optional.of((short) replicationFactor);
        var results = admin.createTopics(
                        topics.stream().map(topic -> topic.toNewTopic(replicas)).toList())
                .values();
        var created = new ArrayList<String>();
        for (Topic<?> topic : topics) {
            try {
                results.get(topic.name()).get();
                created.add(topic.name());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException(
                            "The broker refused to create topic " + topic.name() + ": "
                                    + e.getCause().getMessage()
                                    + ". Check the principal's CREATE permission and the settings under topics.*.",
                            e.getCause());
                }
            }
        }
        awaitLeaders(admin, created);
        return created;
    }

    private static void awaitLeaders(Admin admin, List<String> topics) throws InterruptedException {
        long began = System.nanoTime();
        Optional<Throwable> refusal = refusal(admin, topics);
        while (refusal.isPresent() && System.nanoTime() - began < MOST.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(BACKOFF.toMillis());
            refusal = refusal(admin, topics);
        }
        if (refusal.isPresent()) {
            throw new IllegalStateException(
                    "The new topics were created, but a partition has no leader that answers: "
                            + refusal.get().getMessage() + ". Check that all brokers are up, and run it again.",
                    refusal.get());
        }
    }

    /** Why not all have a leader, or empty where all have, or where one may not know. */
    private static Optional<Throwable> refusal(Admin admin, List<String> topics) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> ends = admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(TopicCreation::partitions)
                    .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
            // Only a leader knows where its partition ends.
            admin.listOffsets(ends).all().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            // Who may create a topic need not be one who may describe it, and has done then what it came for.
            return Optional.of(e.getCause()).filter(cause -> !(cause instanceof TopicAuthorizationException));
        }
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }
}
