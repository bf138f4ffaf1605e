package io.turnstile.domain.conversation;

import io.turnstile.domain.turn.Turn;
import java.util.Collection;

/** What the turns of one conversation make. */
public sealed interface Assembled {

    /** A conversation, complete or partial. */
    record AsConversation(Conversation conversation) implements Assembled {}

    /** No conversation, for a reason. */
    record NotAssembled(Reason reason) implements Assembled {}

    /** Why turns make no conversation. */
    enum Reason {
        /** No live turn is in a mode that is taken; where none is live, none of those that were seen. */
        MODE_NOT_TAKEN,
        /** All turns are a subagent's. */
        SUBAGENT_ONLY
    }

    /** Assembles turns. The result depends on the set of turns alone, not on their order. */
    static Assembled of(String conversationId, Collection<Turn> turns, TakenModes takenModes) {
        return ConversationAssembly.assemble(conversationId, turns, takenModes);
    }
}
