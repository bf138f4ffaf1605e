package io.turnstile.judge.worker;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** How far a share group has come: all requests before its position are answered. */
record GroupPosition(Admin admin, String group) {

    /**
     * @throws IllegalStateException if the group has members: they would take the same requests, one by one and at the
     *     full price
     */
    void requireIdle() throws InterruptedException {
        try {
            int members = got(admin.describeShareGroups(List.of(group)).all())
                    .get(group)
                    .members()
                    .size();
            if (members > 0) {
                throw new IllegalStateException("Group " + group + " has " + members
                        + " consumers: judge workers are running, and would ask at the full price what the batch is to"
                        + " ask. Stop them; one that was killed is forgotten within a minute.");
            }
        } catch (GroupIdNotFoundException e) {
            // Nobody has ever been in it.
        }
    }

    /** Where it stands in each partition; a partition that it has not begun with is left out. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) throws InterruptedException {
        var spec = new ListShareGroupOffsetsSpec().topicPartitions(partitions);
        try {
            return got(admin.listShareGroupOffsets(Map.of(group, spec)).partitionsToOffsetInfo(group))
                    .entrySet()
                    .stream()
                    .filter(entry ->
                            entry.getValue() != null && entry.getValue().startOffset() >= 0)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().startOffset()));
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    /**
     * Takes it forward, so that its workers go on there; never back.
     *
     * @return false if the group has members, which must not be moved under their hands
     */
    boolean moveTo(Map<TopicPartition, Long> ends) throws InterruptedException {
        var now = of(ends.keySet());
        var ahead = ends.entrySet().stream()
                .filter(end -> end.getValue() > now.getOrDefault(end.getKey(), 0L))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        try {
            if (!ahead.isEmpty()) {
                got(admin.alterShareGroupOffsets(group, ahead).all());
            }
            return true;
        } catch (GroupNotEmptyException e) {
            return false;
        }
    }

    private <T> T got(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException missing) {
                throw missing;
            }
            if (e.getCause() instanceof GroupNotEmptyException inUse) {
                throw inUse;
            }
            throw new IllegalStateException(
                    "The position of share group " + group + " cannot be read or moved ("
                            + e.getCause().getMessage()
                            + "). Check the brokers, and the permissions DESCRIBE and READ on the group.",
                    e.getCause());
        }
    }
}
