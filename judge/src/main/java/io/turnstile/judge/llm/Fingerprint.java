package io.turnstile.judge.llm;

import io.turnstile.judge.ContentKey;
import io.turnstile.judge.injection.Injection;
import io.turnstile.judge.prompt.PromptTexts;
import io.turnstile.judge.prompt.Renderer;
import io.turnstile.judge.rubric.Rubric;

/** Names everything that can change a verdict, apart from what is judged. */
final class Fingerprint {

    private static final int DIGITS = 12;

    /** Changes with the rules of reading answers and of counting votes. */
    private static final String RULES = "1";

    private Fingerprint() {}

    /** {@code llm/<model>/<12 hex digits>}. */
    static String of(PromptTexts texts, String modelIdentity, LlmJudgeConfiguration configuration) {
        String hash = ContentKey.of(
                texts.instructions(),
                texts.criteria(),
                texts.question(),
                texts.schema(),
                "renderer " + Renderer.VERSION,
                "injection " + Injection.VERSION,
                "rubric " + Rubric.VERSION,
                "rules " + RULES,
                modelIdentity,
                configuration.toString());
        return "llm/" + modelName(modelIdentity) + "/" + hash.substring(0, DIGITS);
    }

    /** The identity begins with the model's name; what follows it are parameters. */
    private static String modelName(String identity) {
        return identity.split("[\\s;,?{(]", 2)[0].replaceAll("[^A-Za-z0-9._:-]", "-");
    }
}
