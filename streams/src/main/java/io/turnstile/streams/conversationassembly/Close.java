package io.turnstile.streams.conversationassembly;

import io.turnstile.domain.conversation.Assembled;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.state.ConversationState;
import io.turnstile.schema.state.Outcome;
import io.turnstile.streams.codec.ContentHash;
import io.turnstile.streams.codec.ConversationCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * What closing a conversation does: its state afterwards, and what is sent. Content that stands in a topic already is
 * not sent again; new content is the next revision, and takes the place of the old one in whichever topic that stood.
 */
record Close(ConversationState after, List<Emission> emissions) {

    static Close of(ConversationState before, Assembled assembled) {
        if (assembled instanceof Assembled.AsConversation made) {
            return emit(before, ConversationCodec.encode(made.conversation(), before.getRevision() + 1));
        }
        var reason = ((Assembled.NotAssembled) assembled).reason();
        return new Close(
                closed(before, before.getRevision(), Outcome.valueOf(reason.name()), null),
                retraction(before.getOutcome()));
    }

    private static Close emit(ConversationState before, Conversation conversation) {
        String hash = ContentHash.ofAnyRevision(conversation);
        if (hash.equals(before.getEmittedHash())) {
            return new Close(closed(before, before.getRevision(), before.getOutcome(), hash), List.of());
        }
        boolean isComplete = conversation.getPartialReason() == null;
        Outcome outcome = isComplete ? Outcome.COMPLETE : Outcome.PARTIAL;
        var emissions = new ArrayList<Emission>(2);
        emissions.add(isComplete ? new Emission.Complete(conversation) : new Emission.Partial(conversation));
        if (before.getOutcome() != outcome) {
            emissions.addAll(retraction(before.getOutcome()));
        }
        return new Close(closed(before, conversation.getRevision(), outcome, hash), emissions);
    }

    private static List<Emission> retraction(Outcome standing) {
        if (standing == Outcome.COMPLETE) {
            return List.of(new Emission.Complete(null));
        }
        return standing == Outcome.PARTIAL ? List.of(new Emission.Partial(null)) : List.of();
    }

    private static ConversationState closed(ConversationState before, int revision, Outcome outcome, String hash) {
        return new ConversationState(false, before.getStreamTime(), before.getWallTime(), revision, outcome, hash);
    }
}
