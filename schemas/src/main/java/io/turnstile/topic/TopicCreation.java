package io.turnstile.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue that a cluster does not have yet. An existing topic is left as it is. */
public final class TopicCreation {

    private TopicCreation() {}

    /**
     * @param replicationFactor copies of each partition; 0 takes the broker's default
     * @return the names of the topics that were created
     * @throws IllegalStateException if the broker refuses one
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
        return created;
    }
}
