package io.turnstile.streams.codec;

import static io.turnstile.domain.conversation.AssemblyFixture.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.conversation.Assembled;
import io.turnstile.domain.conversation.AssemblyFixture;
import io.turnstile.domain.conversation.Conversation;
import io.turnstile.domain.conversation.ConversationTurn;
import io.turnstile.domain.routing.HistoryWindow;
import io.turnstile.domain.routing.ReasoningModels;
import io.turnstile.domain.routing.Routing;
import io.turnstile.domain.routing.RoutingRules;
import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnArbitraries;
import io.turnstile.domain.turn.TurnFixture;
import io.turnstile.domain.turn.TurnParts;
import io.turnstile.serde.StateSerde;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serde;

/** What a conversation says survives its topics, down to its bytes. */
class ConversationCodecPropertiesTest {

    private static final RoutingRules RULES =
            new RoutingRules(AssemblyFixture.AGENT, new HistoryWindow(5), ReasoningModels.of(List.of("model-a")));
    private static final Serde<io.turnstile.schema.Conversation> SERDE =
            StateSerde.of(io.turnstile.schema.Conversation.class);

    /** Conversations of one turn and of several, complete and partial, with calls, deltas and ties. */
    @Provide
    Arbitrary<Conversation> conversations() {
        return TurnArbitraries.conversations(5)
                .map(turns -> Assembled.of("c", turns, ALL))
                .filter(Assembled.AsConversation.class::isInstance)
                .map(assembled -> ((Assembled.AsConversation) assembled).conversation());
    }

    @Property(tries = 1_000)
    void aConversationIsDecodedAsItWasEncoded(@ForAll("conversations") Conversation conversation) {
        assertThat(ConversationCodec.decode(throughBytes(ConversationCodec.encode(conversation, 1))))
                .isEqualTo(withModesStated(conversation));
    }

    @Property(tries = 1_000)
    void aDecodedConversationIsEncodedAsBefore(@ForAll("conversations") Conversation conversation) {
        var encoded = ConversationCodec.encode(conversation, 3);
        assertThat(ConversationCodec.encode(ConversationCodec.decode(encoded), 3))
                .isEqualTo(encoded);
    }

    @Property(tries = 1_000)
    void aDecodedConversationIsRoutedAsTheConversationItself(@ForAll("conversations") Conversation conversation) {
        Routing routing = Routing.of(conversation, RULES);
        Routing decoded = Routing.of(ConversationCodec.decode(ConversationCodec.encode(conversation, 1)), RULES);
        assertThat(decoded.notJudged()).isEqualTo(routing.notJudged());
        assertThat(decoded.requests().stream().map(JudgeRequestCodec::encode).toList())
                .isEqualTo(routing.requests().stream()
                        .map(JudgeRequestCodec::encode)
                        .toList());
    }

    @Property(tries = 1_000)
    void theHashOfAConversationDoesNotDependOnItsRevision(@ForAll("conversations") Conversation conversation) {
        var first = ConversationCodec.encode(conversation, 1);
        var fourth = ConversationCodec.encode(conversation, 4);
        assertThat(ContentHash.ofAnyRevision(first)).isEqualTo(ContentHash.ofAnyRevision(fourth));
        assertThat(fourth.getRevision()).as("the revision stays").isEqualTo(4);
    }

    @Example
    void theHashOfAConversationChangesWithItsContent() {
        Conversation threeTurns = AssemblyFixture.conversation(TurnFixture.turns(3));
        Conversation fourTurns = AssemblyFixture.conversation(TurnFixture.turns(4));
        assertThat(ContentHash.ofAnyRevision(ConversationCodec.encode(threeTurns, 1)))
                .isNotEqualTo(ContentHash.ofAnyRevision(ConversationCodec.encode(fourTurns, 1)));
    }

    /** The conversations' topics have one field for the mode, so what the intent told is stated there. */
    private static Conversation withModesStated(Conversation conversation) {
        return new Conversation(
                conversation.conversationId(),
                conversation.partialReason(),
                conversation.startedAt(),
                conversation.lastEventAt(),
                conversation.abandonedTurnCount(),
                conversation.subagentTurnCount(),
                conversation.unsummarizedTurnCount(),
                conversation.isDeltaReliable(),
                conversation.turns().stream()
                        .map(ConversationCodecPropertiesTest::withModeStated)
                        .toList());
    }

    private static ConversationTurn withModeStated(ConversationTurn turn) {
        Turn domain = turn.turn();
        Turn mode = new TurnParts(domain.messageId(), domain.conversationId(), domain.startedAt(), domain.lastEventAt())
                .statedMode(domain.mode())
                .build();
        return new ConversationTurn(domain.merge(mode), turn.calls(), turn.signals());
    }

    private static io.turnstile.schema.Conversation throughBytes(io.turnstile.schema.Conversation conversation) {
        byte[] bytes = SERDE.serializer().serialize("conversations", conversation);
        return SERDE.deserializer().deserialize("conversations", bytes);
    }
}
