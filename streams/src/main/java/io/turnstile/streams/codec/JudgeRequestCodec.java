package io.turnstile.streams.codec;

import io.turnstile.domain.conversation.ConversationTurn;
import io.turnstile.domain.routing.HistoryTurn;
import io.turnstile.domain.routing.InferenceSignals;
import io.turnstile.domain.routing.Membership;
import io.turnstile.domain.routing.Request;
import io.turnstile.schema.Complexity;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Position;

/** Requests from the domain to topic {@code judge.requests}. */
public final class JudgeRequestCodec {

    private JudgeRequestCodec() {}

    public static JudgeRequest encode(Request request) {
        return new JudgeRequest(
                request.messageId(),
                request.conversationId(),
                request.inputHash(),
                request.memberships().stream().map(JudgeRequestCodec::encode).toList(),
                request.text(),
                request.turnNumber(),
                request.history().stream().map(JudgeRequestCodec::encode).toList(),
                encode(request.inferenceSignals()),
                hindsight(request),
                request.userHash());
    }

    private static DatasetMembership encode(Membership membership) {
        return new DatasetMembership(
                Enums.sameName(membership.dataset(), DatasetKind.class),
                membership.stratum(),
                Enums.sameName(membership.position(), Position.class));
    }

    private static io.turnstile.schema.HistoryTurn encode(HistoryTurn turn) {
        return new io.turnstile.schema.HistoryTurn(turn.turnNumber(), turn.userText(), turn.modelText(), turn.isCut());
    }

    private static io.turnstile.schema.InferenceSignals encode(InferenceSignals signals) {
        return new io.turnstile.schema.InferenceSignals(
                signals.promptCharCount(), signals.referenceCount(), signals.previousModel());
    }

    private static HindsightSignals hindsight(Request request) {
        ConversationTurn turn = request.turn();
        var summary = turn.turn().summary();
        return new HindsightSignals(
                turn.model(),
                summary.responseType(),
                summary.numRequests(),
                summary.toolCounts(),
                Enums.sameName(turn.signals().complexity(), Complexity.class),
                turn.signals().toolDiversity(),
                turn.signals().tokenGrowth(),
                summary.turnDurationMs(),
                request.isLikelyReasoning());
    }
}
