package io.turnstile.serde;

import io.turnstile.schema.Complexity;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.HistoryTurn;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import io.turnstile.schema.Vote;
import java.util.List;
import java.util.Map;

/** A labelled turn with something in every field: nested records, an enum, a map, nulls, text beyond ASCII. */
final class LabeledTurns {

    private LabeledTurns() {}

    static LabeledTurn example() {
        return LabeledTurn.newBuilder()
                .setMessageId("message-1")
                .setConversationId("conversation-1")
                .setText("Why does this deadlock? \uD83D\uDD12 für Ändern")
                .setLabel(0)
                .setLabelName("reasoning")
                .setScore(5)
                .setConfidence(0.9)
                .setRationale("several steps; concurrency")
                .setFingerprint("offline-rubric/1")
                .setIsBaseline(true)
                .setVotes(List.of(vote(0, 5, 0.9), vote(1, 2, 0.6)))
                .setInputHash("00ff")
                .setMemberships(List.of(
                        new DatasetMembership(DatasetKind.SESSION, "COMPLEX", Position.BEGINNING),
                        new DatasetMembership(DatasetKind.CONVERSATION, "SHORT", Position.MIDDLE)))
                .setTurnNumber(2)
                .setHistory(List.of(new HistoryTurn(1, "Hello", "", true)))
                .setInferenceSignals(new InferenceSignals(23, 0, null))
                .setHindsightSignals(hindsight())
                .setUserHash("hmac-sha256:00ff")
                .build();
    }

    private static HindsightSignals hindsight() {
        return HindsightSignals.newBuilder()
                .setModel("model-a")
                .setNumRequests(7)
                .setToolCounts(Map.of("read_file", 4, "apply_patch", 2))
                .setComplexity(Complexity.COMPLEX)
                .setTokenGrowth(-1_000L)
                .setIsLikelyReasoning(true)
                .build();
    }

    private static Vote vote(int label, int score, double confidence) {
        return Vote.newBuilder()
                .setLabel(label)
                .setScore(score)
                .setConfidence(confidence)
                .build();
    }
}
