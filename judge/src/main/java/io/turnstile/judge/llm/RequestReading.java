package io.turnstile.judge.llm;

import io.turnstile.judge.prompt.Hindsight;
import io.turnstile.judge.prompt.JudgedTurn;
import io.turnstile.judge.prompt.PastTurn;
import io.turnstile.judge.prompt.Signals;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.JudgeRequest;
import java.util.Map;

/** From the contract to what is rendered. Ids, memberships and hashes stay behind. */
final class RequestReading {

    private RequestReading() {}

    static JudgedTurn turnOf(JudgeRequest request) {
        var history = request.getHistory().stream()
                .map(turn ->
                        new PastTurn(turn.getTurnNumber(), turn.getUserText(), turn.getModelText(), turn.getIsCut()))
                .toList();
        var known = request.getInferenceSignals();
        var signals = new Signals(
                request.getTurnNumber(),
                known.getPromptCharCount(),
                known.getReferenceCount(),
                known.getPreviousModel());
        return new JudgedTurn(request.getText(), history, signals, hindsight(request.getHindsightSignals()));
    }

    private static Hindsight hindsight(HindsightSignals measured) {
        return new Hindsight(
                measured.getModel(),
                measured.getResponseType(),
                measured.getNumRequests(),
                measured.getToolCounts() == null ? Map.of() : measured.getToolCounts(),
                measured.getComplexity() == null
                        ? null
                        : measured.getComplexity().name(),
                measured.getToolDiversity(),
                measured.getTokenGrowth(),
                measured.getTurnDurationMs());
    }
}
