package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.datasets.export.ExportConfiguration;
import io.turnstile.datasets.export.ExportEnvironment;
import io.turnstile.datasets.neardup.NearDuplicateConfiguration;
import io.turnstile.datasets.views.ConversationFiles;
import io.turnstile.topic.TopicCatalogue;
import java.time.InstantSource;
import java.util.List;

/** What exports work with, as it is configured. */
public final class ConfiguredExport {

    private ConfiguredExport() {}

    /** Near-duplicates are found, and whole conversations stand beside the splits. */
    public static ExportEnvironment of(Settings settings, Cluster cluster) {
        TopicCatalogue topics = TopicsCommand.catalogue(settings);
        return new ExportEnvironment(
                cluster,
                topics,
                ExportConfiguration.from(settings),
                new NearDuplicateTexts(NearDuplicateConfiguration.from(settings)),
                List.of(new ConversationFiles(topics)),
                InstantSource.system());
    }
}
