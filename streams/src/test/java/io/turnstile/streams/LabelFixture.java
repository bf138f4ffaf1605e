package io.turnstile.streams;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Position;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import io.turnstile.schema.Vote;
import java.util.List;

/** Requests and verdicts, without the rows that lead to them. */
final class LabelFixture {

    private LabelFixture() {}

    static JudgeRequest request(String messageId, String inputHash) {
        return JudgeRequest.newBuilder()
                .setMessageId(messageId)
                .setConversationId("c")
                .setInputHash(inputHash)
                .setMemberships(List.of(new DatasetMembership(DatasetKind.SESSION, "SIMPLE", Position.BEGINNING)))
                .setText("the text of " + inputHash)
                .setTurnNumber(1)
                .setHistory(List.of())
                .setInferenceSignals(new InferenceSignals(11, 0, null))
                .setHindsightSignals(HindsightSignals.newBuilder().build())
                .build();
    }

    static Verdict judged(String messageId, String inputHash, int label, String fingerprint) {
        return verdict(messageId, inputHash, label, fingerprint, VerdictOrigin.JUDGE);
    }

    static Verdict decided(String messageId, String inputHash, int label) {
        return verdict(messageId, inputHash, label, "human/1", VerdictOrigin.HUMAN);
    }

    private static Verdict verdict(
            String messageId, String inputHash, int label, String fingerprint, VerdictOrigin origin) {
        var vote = Vote.newBuilder()
                .setLabel(label)
                .setScore(3)
                .setConfidence(0.75)
                .build();
        return Verdict.newBuilder()
                .setMessageId(messageId)
                .setInputHash(inputHash)
                .setLabel(label)
                .setScore(label == 0 ? 4 : 2)
                .setConfidence(0.75)
                .setRationale("made up")
                .setFingerprint(fingerprint)
                .setIsBaseline(false)
                .setOrigin(origin)
                .setVotes(List.of(vote))
                .build();
    }
}
