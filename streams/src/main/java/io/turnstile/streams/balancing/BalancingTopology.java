package io.turnstile.streams.balancing;

import io.turnstile.schema.LabeledTurn;
import io.turnstile.streams.BeforeCommit;
import io.turnstile.streams.StageContext;
import io.turnstile.topic.Topic;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Labelled turns to samples: {@code labeled} to {@code balanced.<plan>}, for every plan that is configured. Turns are
 * offered to their pools, capped by conversation and by text, cut to the first of each cell, and drawn; the decision goes
 * back to the turn. See docs/decisions/0016.
 */
public record BalancingTopology(StageContext stage, BalancingConfiguration configuration) {

    /** The stage's name, the first part of the names of its nodes and stores. */
    public static final String NAME = "balancing";

    /** The store that holds something while a draw is not settled. */
    public static final String UNSETTLED = NAME + ".unsettled";

    static final String TURNS = NAME + ".turns";
    static final String SEATS = NAME + ".seats";
    static final String PLANS = NAME + ".plans";
    static final String OFFERS_BEFORE_COMMIT = NAME + ".offers-before-commit";
    static final String CONVERSATIONS = NAME + ".conversations";
    static final String CONVERSATIONS_BEFORE_COMMIT = NAME + ".conversations-before-commit";
    static final String TEXTS = NAME + ".texts";
    static final String CELLS = NAME + ".cells";
    static final String CELL_CUTS = NAME + ".cell-cuts";
    static final String TEXTS_BEFORE_COMMIT = NAME + ".texts-before-commit";
    static final String SHARES = NAME + ".shares";
    static final String SHARE_CUTS = NAME + ".share-cuts";
    static final String DRAWS_BEFORE_COMMIT = NAME + ".draws-before-commit";

    private static final String BY_CONVERSATION = NAME + ".by-conversation";
    private static final String BY_TEXT = NAME + ".by-text";
    private static final String BY_SHARE = NAME + ".by-share";
    private static final String DECISIONS = NAME + ".decisions";

    /** The topics by which the stage sends to itself, as the names of their internal topics end. */
    public static Stream<String> internalTopics() {
        return Stream.of(BY_CONVERSATION, BY_TEXT, BY_SHARE, DECISIONS).map(name -> name + "-repartition");
    }

    /**
     * Adds the stage.
     *
     * @return the labelled turns as they are read, for another stage of the application that reads them too: Kafka Streams
     *     reads a topic once
     */
    public KStream<String, LabeledTurn> addTo(StreamsBuilder builder) {
        addSharedStores(builder);
        KStream<String, ReceivedTurn> turns = turns(builder);
        KStream<String, Output> outputs = offer(turns);
        KStream<String, byte[]> capped = capConversations(byNumber(toConversations(outputs), BY_CONVERSATION));
        KStream<String, byte[]> all = toTexts(outputs).merge(capped, Named.as(NAME + ".all-to-texts"));
        KStream<String, byte[]> decisions = draw(byNumber(capTexts(byNumber(all, BY_TEXT)), BY_SHARE));
        write(outputs.merge(decide(byNumber(decisions, DECISIONS)), Named.as(NAME + ".outputs")));
        return turns.mapValues(ReceivedTurn::labelOf, Named.as(NAME + ".labels"));
    }

    /** What both processors at the turns move. */
    void addSharedStores(StreamsBuilder builder) {
        builder.addStateStore(onDisk(SEATS, Serdes.String(), Seats.serde()));
        builder.addStateStore(inMemory(PLANS, Serdes.String(), Serdes.String()));
    }

    /** The topic is the table's changelog: the turns' text is not stored once more. */
    KStream<String, ReceivedTurn> turns(StreamsBuilder builder) {
        Topic<LabeledTurn> topic = stage.topics().labeled();
        Serde<LabeledTurn> serde = stage.serde(topic);
        return builder.table(
                        topic.name(),
                        Consumed.with(Serdes.String(), ReceivedTurn.serde(serde))
                                .withName(TURNS),
                        Materialized.<String, ReceivedTurn, KeyValueStore<Bytes, byte[]>>as(TURNS)
                                .withValueSerde(ReceivedTurn.storeSerde(serde))
                                .withCachingDisabled())
                .toStream(Named.as(NAME + ".turn-changes"));
    }

    KStream<String, Output> offer(KStream<String, ReceivedTurn> turns) {
        return turns.process(
                supplier(() -> new OfferProcessor(configuration), BeforeCommit.store(OFFERS_BEFORE_COMMIT)),
                Named.as(NAME + ".offer"),
                TURNS,
                SEATS,
                PLANS);
    }

    KStream<String, byte[]> toConversations(KStream<String, Output> outputs) {
        return only(outputs, "to-conversations", Output.ToConversations.class, Output.ToConversations::batch);
    }

    KStream<String, byte[]> toTexts(KStream<String, Output> outputs) {
        return only(outputs, "to-texts", Output.ToTexts.class, Output.ToTexts::batch);
    }

    KStream<String, byte[]> capConversations(KStream<String, byte[]> offers) {
        return offers.process(
                supplier(
                        ConversationCapProcessor::new,
                        offers(CONVERSATIONS),
                        BeforeCommit.store(CONVERSATIONS_BEFORE_COMMIT)),
                Named.as(NAME + ".cap-conversations"));
    }

    KStream<String, byte[]> capTexts(KStream<String, byte[]> offers) {
        return offers.process(
                supplier(
                        () -> new TextCapProcessor(configuration),
                        offers(TEXTS),
                        offers(CELLS),
                        inMemory(CELL_CUTS, Serdes.Bytes(), Serdes.ByteArray()),
                        BeforeCommit.store(TEXTS_BEFORE_COMMIT)),
                Named.as(NAME + ".cap-texts"));
    }

    KStream<String, byte[]> draw(KStream<String, byte[]> eligible) {
        return draw(eligible, System::nanoTime);
    }

    /** @param clock monotonic nanoseconds */
    KStream<String, byte[]> draw(KStream<String, byte[]> eligible, LongSupplier clock) {
        return eligible.process(
                supplier(
                        () -> new DrawProcessor(configuration, clock),
                        offers(SHARES),
                        inMemory(SHARE_CUTS, Serdes.Bytes(), Serdes.ByteArray()),
                        inMemory(UNSETTLED, Serdes.Bytes(), Serdes.ByteArray()),
                        BeforeCommit.store(DRAWS_BEFORE_COMMIT)),
                Named.as(NAME + ".draw"));
    }

    KStream<String, Output> decide(KStream<String, byte[]> decisions) {
        return decisions.process(
                () -> new DecisionProcessor(configuration), Named.as(NAME + ".decide"), TURNS, SEATS, PLANS);
    }

    void write(KStream<String, Output> outputs) {
        only(outputs, "to-plans", Output.ToPlan.class, output -> output)
                .to(
                        new PlanTopicName(stage.topics()),
                        Produced.with(Serdes.String(), turnBytes()).withName(NAME + ".sink"));
    }

    /** Through a topic, to the partition that the key, a number, says. */
    private static KStream<String, byte[]> byNumber(KStream<String, byte[]> stream, String name) {
        return stream.repartition(Repartitioned.<String, byte[]>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.ByteArray())
                .withStreamPartitioner(
                        (topic, key, value, partitions) -> Optional.of(Set.of(Integer.parseInt(key) % partitions))));
    }

    private static <O extends Output, V> KStream<String, V> only(
            KStream<String, Output> outputs, String name, Class<O> type, Function<O, V> value) {
        return outputs.filter((key, output) -> type.isInstance(output), Named.as(NAME + "." + name + "-only"))
                .mapValues(output -> value.apply(type.cast(output)), Named.as(NAME + "." + name));
    }

    /** The sink only writes. */
    private static Serde<Output.ToPlan> turnBytes() {
        return Serdes.serdeFrom((topic, output) -> output.turn(), (topic, bytes) -> new Output.ToPlan(topic, bytes));
    }

    private static <I, O> ProcessorSupplier<String, I, String, O> supplier(
            Supplier<Processor<String, I, String, O>> processor, StoreBuilder<?>... stores) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<String, I, String, O> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.copyOf(Arrays.asList(stores));
            }
        };
    }

    private static StoreBuilder<?> offers(String name) {
        return onDisk(name, Serdes.Bytes(), Serdes.ByteArray());
    }

    private static <K, V> StoreBuilder<?> onDisk(String name, Serde<K> key, Serde<V> value) {
        return uncached(Stores.persistentKeyValueStore(name), key, value);
    }

    private static <K, V> StoreBuilder<?> inMemory(String name, Serde<K> key, Serde<V> value) {
        return uncached(Stores.inMemoryKeyValueStore(name), key, value);
    }

    /** What is written before a commit must not wait in a cache that was flushed already. */
    private static <K, V> StoreBuilder<?> uncached(KeyValueBytesStoreSupplier store, Serde<K> key, Serde<V> value) {
        return Stores.keyValueStoreBuilder(store, key, value).withCachingDisabled();
    }
}
