package io.turnstile.judge.llm;

import io.turnstile.config.Setting;
import io.turnstile.judge.ContentKey;
import io.turnstile.judge.injection.Injection;
import io.turnstile.judge.prompt.PromptTexts;
import io.turnstile.judge.prompt.Renderer;
import io.turnstile.judge.rubric.Rubric;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                parameters(configuration));
        return "llm/" + modelName(modelIdentity) + "/" + hash.substring(0, DIGITS);
    }

    /** By the settings' keys: names in the code may change without everything's being judged anew. */
    private static String parameters(LlmJudgeConfiguration configuration) {
        return Stream.of(
                        parameter(LlmJudgeConfiguration.STRATEGY, configuration.strategy()),
                        parameter(LlmJudgeConfiguration.HINDSIGHT, configuration.hindsight()),
                        parameter(LlmJudgeConfiguration.MAX_INPUT_TOKENS, configuration.maxInputTokens()),
                        parameter(LlmJudgeConfiguration.MIN_SHOWN_PERCENT, configuration.minShownPercent()),
                        parameter(LlmJudgeConfiguration.THRESHOLD, configuration.threshold()),
                        parameter(LlmJudgeConfiguration.VOTES, configuration.votes()),
                        parameter(LlmJudgeConfiguration.REVOTE_CONFIDENCE, configuration.revoteConfidence()),
                        parameter(LlmJudgeConfiguration.REVOTE_RUBRIC_DISTANCE, configuration.revoteRubricDistance()))
                .collect(Collectors.joining("\n"));
    }

    private static <T> String parameter(Setting<T> setting, T value) {
        return setting.key() + "=" + value;
    }

    /** The identity begins with the model's name; what follows it are parameters. */
    private static String modelName(String identity) {
        return identity.split("[\\s;,?{(]", 2)[0].replaceAll("[^A-Za-z0-9._:-]", "-");
    }
}
