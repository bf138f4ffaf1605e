package io.turnstile.streams.labelling;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.streams.StageContext;
import io.turnstile.topic.Topic;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Requests and verdicts to labelled turns: {@code judge.requests} and {@code judge.verdicts} to {@code labeled}. Verdicts
 * may come in any order; what lies on top of the one that holds is covered by it once more, in {@code judge.verdicts}.
 */
public record LabellingTopology(StageContext stage, LabellingConfiguration configuration) {

    /** The stage's name, the first part of the names of its nodes and stores. */
    public static final String NAME = "labelling";

    static final String REQUESTS = NAME + ".requests";
    static final String DECISIONS = NAME + ".decisions";
    static final String RETENTION_INDEX = NAME + ".retention-index";
    static final String ADMITTED = NAME + ".admitted";

    public void addTo(StreamsBuilder builder) {
        KStream<String, Arrived> arrivals = requests(builder).merge(verdicts(builder), Named.as(NAME + ".arrivals"));
        KStream<String, Emission> emissions =
                arrivals.process(new LabellingSupplier(configuration), Named.as(NAME + ".label"), REQUESTS);
        stage.write(
                only(emissions, "labels", Emission.Label.class, Emission.Label::turn),
                stage.topics().labeled(),
                NAME + ".sink");
        stage.write(
                only(emissions, "mended", Emission.Mended.class, Emission.Mended::verdict),
                stage.topics().judgeVerdicts(),
                NAME + ".sink-verdicts");
    }

    /**
     * The topic is the table's changelog: the requests' text is not stored once more. Without a cache, which would hand
     * on changes only at the commit, after verdicts that came later.
     */
    private KStream<String, Arrived> requests(StreamsBuilder builder) {
        Topic<JudgeRequest> topic = stage.topics().judgeRequests();
        return builder.table(
                        topic.name(),
                        Consumed.with(Serdes.String(), stage.serde(topic)).withName(REQUESTS),
                        Materialized.<String, JudgeRequest, KeyValueStore<Bytes, byte[]>>as(REQUESTS)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(stage.serde(topic))
                                .withCachingDisabled())
                .toStream(Named.as(NAME + ".request-changes"))
                .mapValues(Arrived.OfRequest::new, Named.as(NAME + ".of-request"));
    }

    private KStream<String, Arrived> verdicts(StreamsBuilder builder) {
        return stage.read(builder, stage.topics().judgeVerdicts(), NAME + ".verdicts-source")
                .mapValues(Arrived.OfVerdict::new, Named.as(NAME + ".of-verdict"));
    }

    private static <E extends Emission, V> KStream<String, V> only(
            KStream<String, Emission> emissions, String name, Class<E> type, Function<E, V> value) {
        return emissions
                .filter((key, emission) -> type.isInstance(emission), Named.as(NAME + "." + name + "-only"))
                .mapValues(emission -> value.apply(type.cast(emission)), Named.as(NAME + "." + name));
    }
}
