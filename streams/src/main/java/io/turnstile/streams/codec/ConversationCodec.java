package io.turnstile.streams.codec;

import io.turnstile.domain.conversation.CallWithDelta;
import io.turnstile.domain.conversation.Complexity;
import io.turnstile.domain.conversation.Conversation;
import io.turnstile.domain.conversation.ConversationTurn;
import io.turnstile.domain.conversation.DeltaCause;
import io.turnstile.domain.conversation.PartialReason;
import io.turnstile.domain.conversation.RoundCheck;
import io.turnstile.domain.conversation.TurnSignals;
import java.util.List;

/** Conversations between the domain and topics {@code conversations} and {@code conversations.partial}. */
public final class ConversationCodec {

    private ConversationCodec() {}

    /** @param revision the revision that is emitted, from 1 */
    public static io.turnstile.schema.Conversation encode(Conversation conversation, int revision) {
        return new io.turnstile.schema.Conversation(
                conversation.conversationId(),
                revision,
                Enums.sameName(conversation.partialReason(), io.turnstile.schema.PartialReason.class),
                conversation.startedAt(),
                conversation.lastEventAt(),
                conversation.minTurnIndex(),
                conversation.maxTurnIndex(),
                conversation.turns().size(),
                conversation.abandonedTurnCount(),
                conversation.subagentTurnCount(),
                conversation.unsummarizedTurnCount(),
                Enums.sameName(conversation.stratum(), io.turnstile.schema.TurnCountStratum.class),
                conversation.isDeltaReliable(),
                conversation.models(),
                conversation.turns().stream().map(ConversationCodec::encode).toList(),
                conversation.userHash());
    }

    /** @throws NullPointerException if a field that the schema requires is missing */
    public static Conversation decode(io.turnstile.schema.Conversation conversation) {
        return new Conversation(
                conversation.getConversationId(),
                Enums.sameName(conversation.getPartialReason(), PartialReason.class),
                conversation.getStartedAt(),
                conversation.getLastEventAt(),
                conversation.getAbandonedTurnCount(),
                conversation.getSubagentTurnCount(),
                conversation.getUnsummarizedTurnCount(),
                conversation.getDeltaReliable(),
                conversation.getTurns().stream().map(ConversationCodec::decode).toList());
    }

    private static io.turnstile.schema.Turn encode(ConversationTurn turn) {
        List<io.turnstile.schema.LlmCall> calls = turn.calls().stream()
                .map(call -> TurnCodec.encode(
                        call.call(),
                        call.promptTokenDelta(),
                        Enums.sameName(call.deltaCause(), io.turnstile.schema.DeltaCause.class)))
                .toList();
        return TurnCodec.encode(turn.turn(), turn.turn().mode(), calls, encode(turn.signals()));
    }

    private static ConversationTurn decode(io.turnstile.schema.Turn turn) {
        List<CallWithDelta> calls = turn.getCalls().stream()
                .map(call -> new CallWithDelta(
                        TurnCodec.decode(call),
                        call.getPromptTokenDelta(),
                        Enums.sameName(call.getDeltaCause(), DeltaCause.class)))
                .toList();
        return new ConversationTurn(TurnCodec.decode(turn), calls, decode(turn.getSignals()));
    }

    private static io.turnstile.schema.TurnSignals encode(TurnSignals signals) {
        return new io.turnstile.schema.TurnSignals(
                signals.isSynthetic(),
                Enums.sameName(signals.complexity(), io.turnstile.schema.Complexity.class),
                signals.toolDiversity(),
                signals.tokenGrowth(),
                Enums.sameName(signals.roundCheck(), io.turnstile.schema.RoundCheck.class));
    }

    private static TurnSignals decode(io.turnstile.schema.TurnSignals signals) {
        return new TurnSignals(
                signals.getIsSynthetic(),
                Enums.sameName(signals.getComplexity(), Complexity.class),
                signals.getToolDiversity(),
                signals.getTokenGrowth(),
                Enums.sameName(signals.getRoundCheck(), RoundCheck.class));
    }
}
