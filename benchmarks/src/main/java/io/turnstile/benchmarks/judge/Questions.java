package io.turnstile.benchmarks.judge;

import io.turnstile.judge.golden.GoldenSet;
import io.turnstile.judge.golden.GoldenTurn;
import io.turnstile.judge.model.ChatQuestion;
import io.turnstile.judge.prompt.Prompt;
import io.turnstile.judge.prompt.PromptTexts;
import io.turnstile.schema.JudgeRequest;
import java.util.List;

/** What is judged: the golden turns over and over, each time another by its number, so that no cache knows it. */
final class Questions {

    private static final int THRESHOLD = 3;

    private final List<GoldenTurn> turns = GoldenSet.shipped().turns();
    private final Prompt prompt = new Prompt(PromptTexts.current(), THRESHOLD);

    JudgeRequest request(int number) {
        JudgeRequest turn = turns.get(number % turns.size()).request();
        return JudgeRequest.newBuilder()
                .setMessageId("m" + number)
                .setConversationId(turn.getConversationId())
                .setInputHash("hash-" + number)
                .setMemberships(turn.getMemberships())
                .setText(turn.getText() + "\n(" + number + ")")
                .setTurnNumber(turn.getTurnNumber())
                .setHistory(turn.getHistory())
                .setInferenceSignals(turn.getInferenceSignals())
                .setHindsightSignals(turn.getHindsightSignals())
                .build();
    }

    /** A question with the prompt in full, and the text as it is in the place of the material. */
    ChatQuestion question(int number) {
        return prompt.question(prompt.criteria(), request(number).getText());
    }
}
