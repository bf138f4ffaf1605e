package io.turnstile.plan;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import java.util.List;

/** Labelled turns to draw from. */
final class Turns {

    static final String JUDGE = "llm/model/00ff";

    private Turns() {}

    /** In dataset CONVERSATION, at the end of a short one, by a user whose split is TRAIN. */
    static LabeledTurn.Builder labeled(String messageId, String text) {
        return LabeledTurn.newBuilder()
                .setMessageId(messageId)
                .setConversationId("conversation-1")
                .setText(text)
                .setLabel(0)
                .setLabelName("reasoning")
                .setScore(4)
                .setConfidence(0.9)
                .setRationale("several steps")
                .setFingerprint(JUDGE)
                .setIsBaseline(false)
                .setVotes(List.of())
                .setInputHash("00ff")
                .setMemberships(List.of(membership(DatasetKind.CONVERSATION, "SHORT", Position.END)))
                .setTurnNumber(3)
                .setHistory(List.of())
                .setInferenceSignals(new InferenceSignals(text.length(), 0, null))
                .setHindsightSignals(HindsightSignals.newBuilder().build())
                .setUserHash("user-137");
    }

    static DatasetMembership membership(DatasetKind kind, String stratum, Position position) {
        return new DatasetMembership(kind, stratum, position);
    }
}
