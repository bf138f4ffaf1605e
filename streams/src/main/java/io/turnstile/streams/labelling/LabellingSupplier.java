package io.turnstile.streams.labelling;

import io.turnstile.schema.state.LabelState;
import io.turnstile.serde.StateSerde;
import io.turnstile.streams.ArrivalIndex;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Supplies the processor with its stores, beside the table of requests. */
record LabellingSupplier(LabellingConfiguration configuration)
        implements ProcessorSupplier<String, Arrived, String, Emission> {

    @Override
    public Processor<String, Arrived, String, Emission> get() {
        return new LabellingProcessor(configuration);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                store(LabellingTopology.DECISIONS, StateSerde.of(LabelState.class)),
                store(LabellingTopology.ADMITTED, Serdes.String()),
                ArrivalIndex.store(LabellingTopology.RETENTION_INDEX));
    }

    private static <V> StoreBuilder<?> store(String name, Serde<V> serde) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), serde)
                .withCachingEnabled();
    }
}
