package io.turnstile.streams.judgerouting;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.streams.StageContext;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Complete conversations to judge requests: {@code conversations} to {@code judge.requests}. */
public record JudgeRoutingTopology(StageContext stage, JudgeRoutingConfiguration configuration) {

    /** The stage's name, the first part of the names of its nodes and stores. */
    public static final String NAME = "judge-routing";

    static final String REQUESTED = NAME + ".requested";

    public void addTo(StreamsBuilder builder) {
        KStream<String, JudgeRequest> requests = stage.read(
                        builder, stage.topics().conversations(), NAME + ".source")
                .process(new JudgeRoutingSupplier(configuration), Named.as(NAME + ".route"));
        stage.write(requests, stage.topics().judgeRequests(), NAME + ".sink");
    }
}
