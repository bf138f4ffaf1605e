package io.turnstile.streams.conversationassembly;

import io.turnstile.schema.Turn;
import io.turnstile.schema.state.ConversationState;
import io.turnstile.serde.StateSerde;
import io.turnstile.streams.ArrivalIndex;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Supplies the processor with its stores. */
record ConversationAssemblySupplier(ConversationAssemblyConfiguration configuration)
        implements ProcessorSupplier<String, Turn, String, Emission> {

    @Override
    public Processor<String, Turn, String, Emission> get() {
        return new ConversationAssemblyProcessor(configuration);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(
                store(ConversationAssemblyTopology.TURNS, Turn.class),
                store(ConversationAssemblyTopology.CONVERSATIONS, ConversationState.class),
                ArrivalIndex.store(ConversationAssemblyTopology.CLOSE_INDEX),
                ArrivalIndex.store(ConversationAssemblyTopology.RETENTION_INDEX));
    }

    private static <V extends SpecificRecordBase> StoreBuilder<?> store(String name, Class<V> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), StateSerde.of(type))
                .withCachingEnabled();
    }
}
