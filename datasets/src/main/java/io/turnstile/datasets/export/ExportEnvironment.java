package io.turnstile.datasets.export;

import io.turnstile.config.Cluster;
import io.turnstile.topic.TopicCatalogue;
import java.util.List;

/**
 * What an export works with.
 *
 * @param clusters finds near-duplicates
 * @param parts write files of their own, in this order
 */
public record ExportEnvironment(
        Cluster cluster,
        TopicCatalogue topics,
        ExportConfiguration configuration,
        TextClusters clusters,
        List<ExportPart> parts) {

    public ExportEnvironment {
        parts = List.copyOf(parts);
    }
}
