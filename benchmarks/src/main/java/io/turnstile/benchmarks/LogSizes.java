package io.turnstile.benchmarks;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** What topics take on the broker's disk. Segments are too young to be compacted while a run lasts. */
record LogSizes(Admin admin, String prefix) {

    private static final String CHANGELOG = "-changelog";

    long ofTopic(String topic) throws InterruptedException, ExecutionException {
        return sum(topic::equals);
    }

    long ofChangelogs() throws InterruptedException, ExecutionException {
        return sum(topic -> topic.startsWith(prefix) && topic.endsWith(CHANGELOG));
    }

    private long sum(Predicate<String> isCounted) throws InterruptedException, ExecutionException {
        List<Integer> brokers = admin.describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .toList();
        return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                .filter(replica -> isCounted.test(replica.getKey().topic()))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }
}
