package io.turnstile.streams;

import io.turnstile.schema.TelemetryRow;
import io.turnstile.schema.Turn;
import io.turnstile.serde.AvroSerdes;
import io.turnstile.topic.Topic;
import io.turnstile.topic.TopicCatalogue;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * What every stage is built from.
 *
 * @param topics the catalogue: stages meet only in its topics
 * @param serdes the topics' serdes
 */
public record StageContext(TopicCatalogue topics, AvroSerdes serdes) {

    /** The rows, by their own time. */
    public KStream<String, TelemetryRow> readRows(StreamsBuilder builder, String node) {
        return read(builder, topics.telemetry(), node, StreamTime.ofRows());
    }

    /** The turns, by the time at which they changed. */
    public KStream<String, Turn> readTurns(StreamsBuilder builder, String node) {
        return read(builder, topics.turns(), node, StreamTime.ofTurns());
    }

    /** A topic as a stream, by its records' timestamps. */
    public <V> KStream<String, V> read(StreamsBuilder builder, Topic<V> topic, String node) {
        return read(builder, topic, node, new FailOnInvalidTimestamp());
    }

    /** Ends a stream in a topic. */
    public <V> void write(KStream<String, V> stream, Topic<V> topic, String node) {
        stream.to(topic.name(), Produced.with(Serdes.String(), serde(topic)).withName(node));
    }

    public <V> Serde<V> serde(Topic<V> topic) {
        return serdes.valueSerde(topic);
    }

    private <V> KStream<String, V> read(StreamsBuilder builder, Topic<V> topic, String node, TimestampExtractor time) {
        return builder.stream(
                topic.name(),
                Consumed.with(Serdes.String(), serde(topic)).withName(node).withTimestampExtractor(time));
    }
}
