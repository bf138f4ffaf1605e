package io.turnstile.judge;

import io.turnstile.schema.Complexity;
import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.HistoryTurn;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Position;
import java.util.List;
import java.util.Map;

/** Judge requests for tests. */
public final class Requests {

    static final HindsightSignals NO_HINDSIGHT = HindsightSignals.newBuilder().build();

    private Requests() {}

    public static JudgeRequest of(String messageId, String text) {
        return of(messageId, text, NO_HINDSIGHT);
    }

    static JudgeRequest of(String messageId, String text, HindsightSignals hindsight) {
        return JudgeRequest.newBuilder()
                .setMessageId(messageId)
                .setConversationId("conversation-of-" + messageId)
                .setInputHash("hash-of-" + messageId)
                .setMemberships(List.of(new DatasetMembership(DatasetKind.CONVERSATION, "SHORT", Position.MIDDLE)))
                .setText(text)
                .setTurnNumber(2)
                .setHistory(List.of(new HistoryTurn(1, "Hello", "Hello, what shall I do?", false)))
                .setInferenceSignals(new InferenceSignals(text.length(), 0, null))
                .setHindsightSignals(hindsight)
                .build();
    }

    static HindsightSignals hindsight(int rounds, Complexity complexity) {
        return new HindsightSignals(
                "some-model",
                "success",
                rounds,
                Map.of("run_in_terminal", rounds),
                complexity,
                1,
                10_000L,
                90_000L,
                null);
    }
}
