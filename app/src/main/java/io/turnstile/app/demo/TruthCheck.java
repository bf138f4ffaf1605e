package io.turnstile.app.demo;

import io.turnstile.producers.generated.CallTruth;
import io.turnstile.producers.generated.ConversationTruth;
import io.turnstile.producers.generated.GroundTruth;
import io.turnstile.producers.generated.MembershipTruth;
import io.turnstile.producers.generated.Outcome;
import io.turnstile.producers.generated.TurnTruth;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Compares what came out with what the generator knows it put in. */
final class TruthCheck implements Results.Listener {

    private final GroundTruth truth;
    private final Map<String, ConversationTruth> expected = new HashMap<>();
    private final Map<String, List<MembershipTruth>> expectedLabels = new HashMap<>();
    private final UserCheck users;
    private final Map<String, String> userNames = new HashMap<>();
    private final List<String> differences = new ArrayList<>();

    /** @param keepsUsers whether users come out as hashes; else none must come out */
    TruthCheck(GroundTruth truth, boolean keepsUsers) {
        this.truth = truth;
        users = new UserCheck(keepsUsers);
        for (ConversationTruth conversation : truth.conversations()) {
            if (conversation.outcome() != Outcome.NOT_ASSEMBLED) {
                expected.put(conversation.conversationId(), conversation);
            }
            userNames.put(conversation.conversationId(), conversation.userName());
            conversation.turns().stream()
                    .filter(turn -> turn.notJudged() == null)
                    .forEach(turn -> expectedLabels.put(turn.messageId(), turn.memberships()));
        }
    }

    @Override
    public void complete(Conversation conversation) {
        ConversationTruth known = expect(conversation, Outcome.COMPLETE);
        if (known == null) {
            return;
        }
        compare(
                known.conversationId(),
                "turns",
                known.turns().size(),
                conversation.getTurns().size());
        if (known.turns().size() == conversation.getTurns().size()) {
            for (int i = 0; i < known.turns().size(); i++) {
                compare(known.turns().get(i), conversation.getTurns().get(i));
            }
        }
    }

    @Override
    public void partial(Conversation conversation) {
        ConversationTruth known = expect(conversation, Outcome.PARTIAL);
        if (known != null) {
            compare(known.conversationId(), "reason", known.partialReason(), conversation.getPartialReason());
        }
    }

    @Override
    public void labeled(LabeledTurn turn) {
        users.difference(userNames.get(turn.getConversationId()), turn.getUserHash())
                .ifPresent(difference -> differ(turn.getMessageId(), difference));
        List<MembershipTruth> known = expectedLabels.remove(turn.getMessageId());
        if (known == null) {
            differ(turn.getMessageId(), "is labelled, and was not to be judged");
            return;
        }
        List<MembershipTruth> actual = turn.getMemberships().stream()
                .map(membership ->
                        new MembershipTruth(membership.getDataset(), membership.getStratum(), membership.getPosition()))
                .toList();
        compare(turn.getMessageId(), "memberships", known, actual);
    }

    /** The differences, the totals' among them; empty where the output equals the truth. */
    List<String> differences(DemoSummary summary) {
        expected.keySet().forEach(id -> differ(id, "did not come out"));
        expectedLabels.keySet().forEach(id -> differ(id, "was to be labelled, and is not"));
        var totals = truth.totals();
        compare("totals", "rows", totals.rows(), summary.rows());
        compare("totals", "turns", totals.turns(), summary.turns());
        compare("totals", "judge requests", totals.judgeRequests(), summary.judgeRequests());
        compare("totals", "ignored rows", counts(totals.ignored()), summary.ignoredRows());
        compare("totals", "not judged", counts(totals.notJudged()), summary.notJudged());
        compare(
                "totals",
                "not assembled",
                counts(totals.notAssembled()),
                summary.conversations().notAssembled());
        long labels =
                summary.labels().values().stream().mapToLong(Long::longValue).sum();
        compare("totals", "labels", totals.judgeRequests(), labels);
        return List.copyOf(differences);
    }

    private ConversationTruth expect(Conversation conversation, Outcome outcome) {
        String id = conversation.getConversationId();
        ConversationTruth known = expected.remove(id);
        if (known == null) {
            differ(id, "came out twice, or was never generated");
            return null;
        }
        compare(id, "outcome", known.outcome(), outcome);
        compare(id, "abandoned turns", known.abandonedTurns(), conversation.getAbandonedTurnCount());
        compare(id, "subagent turns", known.subagentTurns(), conversation.getSubagentTurnCount());
        compare(id, "turns without a summary", known.unsummarizedTurns(), conversation.getUnsummarizedTurnCount());
        return known;
    }

    private void compare(TurnTruth known, Turn turn) {
        String id = known.messageId();
        var summary = turn.getSummary();
        compare(id, "message id", known.messageId(), turn.getMessageId());
        compare(id, "turnIndex", known.turnIndex(), summary.getTurnIndex());
        compare(id, "mode", known.mode(), turn.getMode());
        compare(id, "responseType", known.responseType(), summary.getResponseType());
        compare(id, "numRequests", known.numRequests(), summary.getNumRequests());
        compare(id, "toolCounts", known.toolCounts(), summary.getToolCounts());
        compare(id, "model", known.model(), summary.getModel());
        compare(id, "isSynthetic", known.isSynthetic(), turn.getSignals().getIsSynthetic());
        compareText(known, turn.getUserText());
        List<CallTruth> calls = turn.getCalls().stream()
                .map(call -> new CallTruth(call.getModelCallId(), call.getPromptTokens(), call.getPromptTokenDelta()))
                .toList();
        compare(id, "calls", known.calls(), calls);
    }

    /** The difference names no text: it is of those that are not to be seen. */
    private void compareText(TurnTruth known, String actual) {
        if (known.redactedText() != null && !known.redactedText().equals(actual)) {
            differ(
                    known.messageId(),
                    "user text: it is not what redaction must leave of it; are redaction.enabled and all"
                            + " redaction.types on?");
        }
    }

    private void compare(String id, String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            differ(id, what + ": expected " + expected + ", got " + actual);
        }
    }

    private void differ(String id, String text) {
        differences.add(id + " " + text);
    }

    /** By name, without zeros, as the summary has them. */
    private static Map<String, Long> counts(Map<? extends Enum<?>, Long> counts) {
        var named = new TreeMap<String, Long>();
        counts.forEach((reason, count) -> {
            if (count > 0) {
                named.put(reason.name(), count);
            }
        });
        return named;
    }
}
