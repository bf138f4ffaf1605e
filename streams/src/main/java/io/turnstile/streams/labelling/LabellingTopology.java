package io.turnstile.streams.labelling;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;
import io.turnstile.streams.StageContext;
import io.turnstile.topic.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;

/** Requests and verdicts to labelled turns: {@code judge.requests} and {@code judge.verdicts} to {@code labeled}. */
public record LabellingTopology(StageContext stage) {

    /** The stage's name, the first part of the names of its nodes and stores. */
    public static final String NAME = "labelling";

    static final String REQUESTS = NAME + ".requests";
    static final String VERDICTS = NAME + ".verdicts";

    public void addTo(StreamsBuilder builder) {
        KTable<String, JudgeRequest> requests = table(builder, stage.topics().judgeRequests(), REQUESTS);
        KTable<String, Verdict> verdicts = table(builder, stage.topics().judgeVerdicts(), VERDICTS);
        KTable<String, LabeledTurn> labeled = requests.join(verdicts, Labelling::label, Named.as(NAME + ".join"));
        stage.write(
                labeled.toStream(Named.as(NAME + ".changes")), stage.topics().labeled(), NAME + ".sink");
    }

    /**
     * Without a cache: a cache hands on both sides' changes only at the commit, and a request and a verdict that were
     * deleted within one interval would then each find the other gone, and the label would stay.
     */
    private <V> KTable<String, V> table(StreamsBuilder builder, Topic<V> topic, String store) {
        return builder.table(
                topic.name(),
                Consumed.with(Serdes.String(), stage.serde(topic)).withName(store),
                Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(store)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(stage.serde(topic))
                        .withCachingDisabled());
    }
}
