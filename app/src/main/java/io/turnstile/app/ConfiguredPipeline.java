package io.turnstile.app;

import io.turnstile.config.Cluster;
import io.turnstile.config.Settings;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.streams.Pipeline;
import io.turnstile.streams.PipelineConfiguration;
import io.turnstile.streams.StageContext;

/** The pipeline as the settings have it, with the configured judge's labels admitted where they name no other. */
public final class ConfiguredPipeline {

    private ConfiguredPipeline() {}

    public static Pipeline of(Settings settings, Cluster cluster) {
        var context = new StageContext(TopicsCommand.catalogue(settings), new AvroSerdes(cluster.registryUrl()));
        return new Pipeline(context, PipelineConfiguration.from(settings, Judges.fingerprint(settings)));
    }
}
