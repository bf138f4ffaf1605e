package io.turnstile.benchmarks;

import io.turnstile.config.Settings;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.streams.Pipeline;
import io.turnstile.streams.PipelineConfiguration;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StageContext;
import io.turnstile.topic.Cleanup;
import io.turnstile.topic.Topic;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** What is measured of labelled turns. */
enum BalanceSubject {
    /** The turns, read and written. */
    COPY,
    /** The turns into the samples of two plans. */
    BALANCE;

    private static final String COPY_NAME = "copy";

    Topology topology(StageContext stage, Settings settings, Properties properties) {
        return this == COPY
                ? copy(stage, properties)
                : new Pipeline(stage, PipelineConfiguration.from(settings, "none"))
                        .topology(EnumSet.of(Stage.BALANCING), properties);
    }

    /** The topic that a copy writes to, like labeled in all but its name. */
    static Topic<LabeledTurn> copyTopic(Topic<LabeledTurn> labeled) {
        return new Topic<>(
                labeled.name() + "-copy",
                labeled.key(),
                LabeledTurn.class,
                labeled.partitions(),
                Cleanup.COMPACT,
                null,
                labeled.maxMessageBytes(),
                "The turns again.");
    }

    private static Topology copy(StageContext stage, Properties properties) {
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        stage.write(
                stage.read(builder, stage.topics().labeled(), COPY_NAME + ".source"),
                copyTopic(stage.topics().labeled()),
                COPY_NAME + ".sink");
        return builder.build(properties);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
