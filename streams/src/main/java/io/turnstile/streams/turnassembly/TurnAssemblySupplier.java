package io.turnstile.streams.turnassembly;

import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.Turn;
import io.turnstile.serde.StateSerde;
import io.turnstile.streams.ArrivalIndex;
import io.turnstile.streams.BeforeCommit;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Supplies the processor with its stores. */
record TurnAssemblySupplier(TurnAssemblyConfiguration configuration)
        implements ProcessorSupplier<String, TelemetryRow, String, Turn> {

    @Override
    public Processor<String, TelemetryRow, String, Turn> get() {
        return new TurnAssemblyProcessor(configuration);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(TurnAssemblyTopology.BINDINGS),
                                Serdes.String(),
                                StateSerde.of(io.turnstile.schema.state.TurnBinding.class))
                        .withCachingEnabled(),
                ArrivalIndex.store(TurnAssemblyTopology.RETENTION_INDEX),
                BeforeCommit.store(TurnAssemblyTopology.BEFORE_COMMIT));
    }
}
