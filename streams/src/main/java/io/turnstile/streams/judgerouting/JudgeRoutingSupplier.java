package io.turnstile.streams.judgerouting;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.state.RequestedTurns;
import io.turnstile.serde.StateSerde;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Supplies the processor with its store. */
record JudgeRoutingSupplier(JudgeRoutingConfiguration configuration)
        implements ProcessorSupplier<String, Conversation, String, JudgeRequest> {

    @Override
    public Processor<String, Conversation, String, JudgeRequest> get() {
        return new JudgeRoutingProcessor(configuration);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(JudgeRoutingTopology.REQUESTED),
                        Serdes.String(),
                        StateSerde.of(RequestedTurns.class))
                .withCachingEnabled());
    }
}
