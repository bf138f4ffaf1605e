package io.turnstile.judge.model;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The model and what can change its answers.
 *
 * @param model the model's name; of Azure, the deployment's
 * @param temperature empty to send none
 * @param seed empty to send none
 * @param reasoningEffort blank to send none
 * @param maxCompletionTokens the most tokens of an answer
 * @param tokenLimitParameter what the server calls that
 * @param topLogprobs how many alternatives are asked for at each token; 0 for no log probabilities
 */
record ModelParameters(
        String model,
        Optional<Double> temperature,
        Optional<Long> seed,
        String reasoningEffort,
        int maxCompletionTokens,
        TokenLimitParameter tokenLimitParameter,
        int topLogprobs) {

    /** The two names of the limit on an answer's tokens. */
    enum TokenLimitParameter {
        MAX_COMPLETION_TOKENS,
        MAX_TOKENS
    }

    static final Setting<String> MODEL = Setting.string(
            "judge.model",
            "",
            "The model's name; of Azure, the deployment's. There is no default: which model judges decides about cost"
                    + " and quality.");
    static final Setting<Optional<Double>> TEMPERATURE = new Setting<>(
            "judge.temperature",
            "0",
            text -> optional(text, Double::valueOf, "expected a number, or nothing to send none"),
            "The temperature, from 0 to 2. 0, so that equal input gets equal answers as far as the model can. Empty sends"
                    + " none: models that reason refuse it.");
    static final Setting<Optional<Long>> SEED = new Setting<>(
            "judge.seed",
            "",
            text -> optional(text, Long::valueOf, "expected a whole number, or nothing to send none"),
            "The seed. Empty sends none, because not every server takes one.");
    static final Setting<String> REASONING_EFFORT = Setting.string(
            "judge.reasoning-effort",
            "",
            "How much a model that reasons shall reason, as low or high. Empty sends none: other models refuse it.");
    static final Setting<Integer> MAX_COMPLETION_TOKENS = Setting.integer(
            "judge.max-completion-tokens",
            1024,
            "The most tokens of an answer; one that is cut there is no label. Twice the longest answer that the schema"
                    + " is meant for. A model that reasons counts its reasoning: give it 4,000 or more.");
    static final Setting<TokenLimitParameter> TOKEN_LIMIT_PARAMETER = new Setting<>(
            "judge.token-limit-parameter",
            "max-completion-tokens",
            Check.oneOf(TokenLimitParameter.class),
            "What the server calls the limit on an answer's tokens: max-completion-tokens, or max-tokens for older"
                    + " servers, which would ignore the other.");
    static final Setting<Boolean> LOGPROBS = Setting.bool(
            "judge.logprobs",
            true,
            "Whether the answer's log probabilities are asked for, from which the soft label is made. On, because they"
                    + " cost nothing and cannot be had later; a server that refuses them says so at the first question.");
    static final Setting<Integer> TOP_LOGPROBS = Setting.integer(
            "judge.top-logprobs",
            5,
            "How many alternatives are asked for at each token, from 1 to 20. The label needs two; 5 finds them among"
                    + " spellings of the same token, and Azure takes no more.");

    static final List<Setting<?>> SETTINGS = List.of(
            MODEL,
            TEMPERATURE,
            SEED,
            REASONING_EFFORT,
            MAX_COMPLETION_TOKENS,
            TOKEN_LIMIT_PARAMETER,
            LOGPROBS,
            TOP_LOGPROBS);

    private static final int MOST_ALTERNATIVES = 20;

    ModelParameters {
        Check.positive(MAX_COMPLETION_TOKENS, maxCompletionTokens);
        Check.within(TOP_LOGPROBS, topLogprobs, 0, MOST_ALTERNATIVES);
    }

    static ModelParameters from(Settings settings) {
        Check.within(TOP_LOGPROBS, settings.get(TOP_LOGPROBS), 1, MOST_ALTERNATIVES);
        return new ModelParameters(
                settings.get(MODEL).strip(),
                settings.get(TEMPERATURE),
                settings.get(SEED),
                settings.get(REASONING_EFFORT).strip(),
                settings.get(MAX_COMPLETION_TOKENS),
                settings.get(TOKEN_LIMIT_PARAMETER),
                settings.get(LOGPROBS) ? settings.get(TOP_LOGPROBS) : 0);
    }

    /** The model and all that can change its answers, for a fingerprint. */
    String identity() {
        var identity =
                new StringBuilder(model).append(" max-completion-tokens=").append(maxCompletionTokens);
        temperature.ifPresent(value -> identity.append(" temperature=").append(value));
        seed.ifPresent(value -> identity.append(" seed=").append(value));
        if (!reasoningEffort.isBlank()) {
            identity.append(" reasoning-effort=").append(reasoningEffort);
        }
        if (topLogprobs > 0) {
            identity.append(" top-logprobs=").append(topLogprobs);
        }
        return identity.toString();
    }

    private static <T> Optional<T> optional(String text, Function<String, T> parser, String expected) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected, e);
        }
    }
}
