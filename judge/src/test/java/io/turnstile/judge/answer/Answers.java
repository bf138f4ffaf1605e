package io.turnstile.judge.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.judge.prompt.Prompt;
import io.turnstile.judge.prompt.PromptTexts;
import java.util.List;

/** Answers as a good model writes them. */
public final class Answers {

    public static final int THRESHOLD = 3;

    static final List<String> CRITERIA = new Prompt(PromptTexts.current(), THRESHOLD).criteria();

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** An answer with the label that the score stands for. */
    public static ObjectNode json(int score, double confidence, String... criteriaMet) {
        var answer = JSON.createObjectNode();
        answer.putArray("evidence").add("it says so");
        answer.put("rationale", "Because of a score of " + score + ".");
        var criteria = answer.putArray("criteria");
        for (String name : CRITERIA) {
            criteria.addObject()
                    .put("name", name)
                    .put("met", List.of(criteriaMet).contains(name));
        }
        answer.putObject("dimensions")
                .put("reasoning", score)
                .put("code", 3)
                .put("debugging", 1)
                .put("tools", 2);
        return answer.put("score", score).put("confidence", confidence).put("label", score >= THRESHOLD ? 0 : 1);
    }

    public static String text(int score, double confidence, String... criteriaMet) {
        return json(score, confidence, criteriaMet).toString();
    }
}
