package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Turns to a conversation. */
final class ConversationAssembly {

    private ConversationAssembly() {}

    static Assembled assemble(String conversationId, Collection<Turn> turns, TakenModes takenModes) {
        TurnsByRole roles = TurnsByRole.of(turns);
        Optional<Assembled.Reason> hindrance = hindrance(roles, takenModes);
        return hindrance.isPresent()
                ? new Assembled.NotAssembled(hindrance.get())
                : new Assembled.AsConversation(conversation(conversationId, turns, roles));
    }

    private static Optional<Assembled.Reason> hindrance(TurnsByRole roles, TakenModes takenModes) {
        List<Turn> telling = roles.tellingMode();
        if (telling.isEmpty()) {
            return roles.subagent().isEmpty() ? Optional.empty() : Optional.of(Assembled.Reason.SUBAGENT_ONLY);
        }
        return telling.stream().anyMatch(turn -> takenModes.takes(turn.mode()))
                ? Optional.empty()
                : Optional.of(Assembled.Reason.MODE_NOT_TAKEN);
    }

    private static Conversation conversation(String conversationId, Collection<Turn> turns, TurnsByRole roles) {
        Optional<PartialReason> partialReason = Completeness.missing(roles);
        return new Conversation(
                conversationId,
                partialReason.orElse(null),
                turns.stream().map(Turn::startedAt).min(Comparable::compareTo).orElseThrow(),
                turns.stream().map(Turn::lastEventAt).max(Comparable::compareTo).orElseThrow(),
                roles.abandoned().size(),
                roles.subagent().size(),
                roles.unsummarized().size() + roles.unplaced().size(),
                partialReason.isEmpty() && PromptTokenDeltas.areAllCallsCaptured(roles.live()),
                conversationTurns(roles.live()));
    }

    private static List<ConversationTurn> conversationTurns(List<Turn> live) {
        List<List<CallWithDelta>> calls = PromptTokenDeltas.of(live);
        var turns = new ArrayList<ConversationTurn>(live.size());
        for (int i = 0; i < live.size(); i++) {
            turns.add(new ConversationTurn(live.get(i), calls.get(i), TurnSignals.of(live.get(i))));
        }
        return List.copyOf(turns);
    }
}
