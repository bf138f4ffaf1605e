package io.turnstile.streams;

import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What every stage is built from.
 *
 * @param topics the catalogue: stages meet only in its topics
 * @param serdes the topics' serdes
 */
public record StageContext(TopicCatalogue topics, AvroSerdes serdes) {

    /** A topic as a stream. The node is named {@code <stage>.source.<topic>}. */
    public <V> KStream<String, V> read(StreamsBuilder builder, Topic<V> topic, String node) {
        return builder.stream(
                topic.name(), Consumed.with(Serdes.String(), serde(topic)).withName(node));
    }

    /** Ends a stream in a topic. */
    public <V> void write(KStream<String, V> stream, Topic<V> topic, String node) {
        stream.to(topic.name(), Produced.with(Serdes.String(), serde(topic)).withName(node));
    }

    public <V> Serde<V> serde(Topic<V> topic) {
        return serdes.valueSerde(topic);
    }
}
