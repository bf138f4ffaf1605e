package io.turnstile.datasets.export;

import io.turnstile.config.Cluster;
import io.turnstile.topic.TopicCatalogue;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an export works with.
 *
 * @param clusters finds near-duplicates
 * @param parts write files of their own, in this order
 * @param clock the wall clock
 */
public record ExportEnvironment(
        Cluster cluster,
        TopicCatalogue topics,
        ExportConfiguration configuration,
        TextClusters clusters,
        List<ExportPart> parts,
        InstantSource clock) {

    public ExportEnvironment {
        parts = List.copyOf(parts);
    }

    /** What finds near-duplicates for a request: nothing, where they stay. */
    TextClusters clusters(ExportRequest request) {
        return request.options().keepsNearDuplicates() ? TextClusters.NONE : clusters;
    }

    /** The names of all topics that are read. */
    SortedSet<String> topicNames() {
        var names = new TreeSet<String>();
        names.add(topics.labeled().name());
        parts.forEach(part -> part.topics().forEach(topic -> names.add(topic.name())));
        return names;
    }
}
