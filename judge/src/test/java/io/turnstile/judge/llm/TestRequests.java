package io.turnstile.judge.llm;

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
final class TestRequests {

    private TestRequests() {}

    static JudgeRequest of(String messageId, String text, HistoryTurn... history) {
        return JudgeRequest.newBuilder()
                .setMessageId(messageId)
                .setConversationId("conversation-of-" + messageId)
                .setInputHash("hash-of-" + messageId)
                .setMemberships(List.of(new DatasetMembership(DatasetKind.CONVERSATION, "SHORT", Position.MIDDLE)))
                .setText(text)
                .setTurnNumber(history.length + 1)
                .setHistory(List.of(history))
                .setInferenceSignals(new InferenceSignals(text.length(), 0, "model-before"))
                .setHindsightSignals(new HindsightSignals(
                        "model-then", "success", 3, Map.of("read_file", 2), Complexity.SIMPLE, 1, 10L, 90_000L, true))
                .build();
    }
}
