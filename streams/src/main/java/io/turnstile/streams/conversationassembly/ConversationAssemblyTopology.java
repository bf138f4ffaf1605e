package io.turnstile.streams.conversationassembly;

import io.turnstile.streams.StageContext;
import java.util.function.Function;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Turns to conversations: {@code turns} to {@code conversations} and {@code conversations.partial}. */
public record ConversationAssemblyTopology(StageContext stage, ConversationAssemblyConfiguration configuration) {

    /** The stage's name, the first part of the names of its nodes and stores. */
    public static final String NAME = "conversation-assembly";

    /** The store of open conversations' deadlines: empty when the stage is idle. */
    public static final String CLOSE_INDEX = NAME + ".close-index";

    /** The reason under which {@code conversations-sent} counts what goes to {@code conversations}. */
    public static final String SENT_COMPLETE = Emission.Complete.class.getSimpleName();

    static final String TURNS = NAME + ".turns";
    static final String CONVERSATIONS = NAME + ".conversations";
    static final String RETENTION_INDEX = NAME + ".retention-index";

    public void addTo(StreamsBuilder builder) {
        KStream<String, Emission> emissions = stage.readTurns(builder, NAME + ".source")
                .process(new ConversationAssemblySupplier(configuration), Named.as(NAME + ".assemble"));
        stage.write(
                only(emissions, "complete", Emission.Complete.class, Emission.Complete::conversation),
                stage.topics().conversations(),
                NAME + ".sink-complete");
        stage.write(
                only(emissions, "partial", Emission.Partial.class, Emission.Partial::conversation),
                stage.topics().partialConversations(),
                NAME + ".sink-partial");
        stage.write(
                only(emissions, "dead-letter", Emission.DeadLetter.class, Emission.DeadLetter::bytes),
                stage.topics().deadLetters(),
                NAME + ".sink-dead-letters");
    }

    private static <E extends Emission, V> KStream<String, V> only(
            KStream<String, Emission> emissions, String name, Class<E> type, Function<E, V> value) {
        return emissions
                .filter((key, emission) -> type.isInstance(emission), Named.as(NAME + "." + name + "-only"))
                .mapValues(emission -> value.apply(type.cast(emission)), Named.as(NAME + "." + name));
    }
}
