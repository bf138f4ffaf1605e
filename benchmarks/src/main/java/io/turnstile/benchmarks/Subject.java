package io.turnstile.benchmarks;

import io.turnstile.config.Settings;
import io.turnstile.schema.TelemetryRow;
import io.turnstile.streams.Pipeline;
import io.turnstile.streams.PipelineConfiguration;
import io.turnstile.streams.Stage;
import io.turnstile.streams.StageContext;
import io.turnstile.streams.StageCount;
import io.turnstile.streams.StageMetrics;
import io.turnstile.topic.Cleanup;
import io.turnstile.topic.Topic;
import java.util.EnumSet;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** What is measured. */
enum Subject {
    /** The rows, read and written: the same serdes and guarantees, and no state. */
    COPY,
    /** Rows to conversations. */
    ASSEMBLY;

    private static final String COPY_NAME = "copy";

    Topology topology(StageContext stage, Settings settings, Properties properties) {
        return this == COPY
                ? copy(stage, properties)
                : new Pipeline(stage, PipelineConfiguration.from(settings, "none"))
                        .topology(EnumSet.of(Stage.TURN_ASSEMBLY, Stage.CONVERSATION_ASSEMBLY), properties);
    }

    /** The topic that a copy writes to, like telemetry in all but its name. */
    static Topic<TelemetryRow> copyTopic(Topic<TelemetryRow> telemetry) {
        return new Topic<>(
                telemetry.name() + "-copy",
                telemetry.key(),
                TelemetryRow.class,
                telemetry.partitions(),
                Cleanup.DELETE,
                telemetry.retention(),
                telemetry.maxMessageBytes(),
                "The rows again.");
    }

    private static Topology copy(StageContext stage, Properties properties) {
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        var rows = stage.readRows(builder, COPY_NAME + ".source")
                .processValues(Counting::new, Named.as(COPY_NAME + ".count"));
        stage.write(rows, copyTopic(stage.topics().telemetry()), COPY_NAME + ".sink");
        return builder.build(properties);
    }

    /** Counts rows as assembly does, so that both are watched in the same way and at the same cost. */
    private static final class Counting implements FixedKeyProcessor<String, TelemetryRow, TelemetryRow> {

        private FixedKeyProcessorContext<String, TelemetryRow> context;
        private StageMetrics metrics;

        @Override
        public void init(FixedKeyProcessorContext<String, TelemetryRow> context) {
            this.context = context;
            metrics = new StageMetrics(context.metrics(), COPY_NAME);
        }

        @Override
        public void process(FixedKeyRecord<String, TelemetryRow> record) {
            metrics.add(StageCount.ROWS);
            context.forward(record);
        }
    }
}
