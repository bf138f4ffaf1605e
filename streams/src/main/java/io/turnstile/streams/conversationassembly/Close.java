package io.turnstile.streams.conversationassembly;

import io.turnstile.domain.conversation.Assembled;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.state.Outcome;
import io.turnstile.streams.codec.ContentHash;
import io.turnstile.streams.codec.ConversationCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * What closing a conversation does: its header afterwards, and what is sent. Content that stands in a topic already is
 * not sent again; new content is the next revision, and takes the place of the old one in whichever topic that stood.
 */
record Close(ConversationHeader after, List<Emission> emissions) {

    static Close of(ConversationHeader before, Assembled assembled) {
        if (assembled instanceof Assembled.AsConversation made) {
            return emit(before, ConversationCodec.encode(made.conversation(), before.revision() + 1));
        }
        var reason = ((Assembled.NotAssembled) assembled).reason();
        return new Close(before.notAssembled(Outcome.valueOf(reason.name())), retraction(before.outcome()));
    }

    private static Close emit(ConversationHeader before, Conversation conversation) {
        String hash = ContentHash.ofAnyRevision(conversation);
        if (hash.equals(before.sentHash())) {
            return new Close(before.closed(), List.of());
        }
        boolean isComplete = conversation.getPartialReason() == null;
        Outcome outcome = isComplete ? Outcome.COMPLETE : Outcome.PARTIAL;
        var emissions = new ArrayList<Emission>(2);
        emissions.add(isComplete ? new Emission.Complete(conversation) : new Emission.Partial(conversation));
        if (before.outcome() != outcome) {
            emissions.addAll(retraction(before.outcome()));
        }
        return new Close(before.sent(outcome, hash), emissions);
    }

    private static List<Emission> retraction(Outcome standing) {
        if (standing == Outcome.COMPLETE) {
            return List.of(new Emission.Complete(null));
        }
        return standing == Outcome.PARTIAL ? List.of(new Emission.Partial(null)) : List.of();
    }
}
