package io.turnstile.streams.turnassembly;

import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.Turn;
import io.turnstile.streams.StageContext;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Rows to turns: {@code telemetry} to {@code turns}. */
public record TurnAssemblyTopology(StageContext stage, TurnAssemblyConfiguration configuration) {

    /** The stage's name, the first part of the names of its nodes and stores. */
    public static final String NAME = "turn-assembly";

    static final String BINDINGS = NAME + ".bindings";
    static final String BEFORE_COMMIT = NAME + ".before-commit";
    static final String RETENTION_INDEX = NAME + ".retention-index";

    public void addTo(StreamsBuilder builder) {
        KStream<String, TelemetryRow> rows = stage.readRows(builder, NAME + ".source");
        KStream<String, Turn> turns =
                rows.process(new TurnAssemblySupplier(configuration), Named.as(NAME + ".assemble"));
        stage.write(turns, stage.topics().turns(), NAME + ".sink");
    }
}
