package io.turnstile.judge.model;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.math.BigDecimal;
import java.util.List;

/**
 * What may be spent, and what it costs.
 *
 * @param tokens the most tokens; 0 for no limit
 * @param money the most money, in the prices' currency; 0 for no limit
 * @param whenExhausted what becomes of requests afterwards
 * @param promptPrice of a million tokens of prompts
 * @param completionPrice of a million tokens of answers
 */
record BudgetConfiguration(
        long tokens,
        BigDecimal money,
        WhenExhausted whenExhausted,
        BigDecimal promptPrice,
        BigDecimal completionPrice) {

    /** What becomes of requests when the budget is spent. */
    enum WhenExhausted {
        /** They wait until there is money again. */
        PAUSE,
        /** They become dead letters, and can be replayed. */
        DEAD_LETTER
    }

    static final Setting<Long> TOKENS = new Setting<>(
            "judge.budget-tokens",
            "0",
            BudgetConfiguration::wholeNumber,
            "The most tokens that this worker may use, prompts and answers together, over restarts; 0 for no limit.");
    static final Setting<BigDecimal> MONEY = new Setting<>(
            "judge.budget-money",
            "0",
            BudgetConfiguration::amount,
            "The most money that this worker may spend, in the currency of the prices, over restarts; 0 for no limit.");
    static final Setting<WhenExhausted> WHEN_EXHAUSTED = new Setting<>(
            "judge.budget-exhausted",
            "pause",
            Check.oneOf(WhenExhausted.class),
            "What becomes of requests when the budget is spent: pause leaves them where they are, dead-letter gives them"
                    + " the reason BUDGET. pause, because nothing has to be replayed then.");
    static final Setting<BigDecimal> PROMPT_PRICE = new Setting<>(
            "judge.price-prompt",
            "0",
            BudgetConfiguration::amount,
            "The price of a million tokens of prompts. There is no default: prices change, and differ by contract.");
    static final Setting<BigDecimal> COMPLETION_PRICE = new Setting<>(
            "judge.price-completion", "0", BudgetConfiguration::amount, "The price of a million tokens of answers.");

    static final List<Setting<?>> SETTINGS = List.of(TOKENS, MONEY, WHEN_EXHAUSTED, PROMPT_PRICE, COMPLETION_PRICE);

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** @throws ConfigurationException if there is a budget of money, and no price */
    BudgetConfiguration {
        if (money.signum() > 0 && promptPrice.signum() == 0 && completionPrice.signum() == 0) {
            throw new ConfigurationException("Configuration key judge.budget-money is set, and no price:"
                    + " set judge.price-prompt and judge.price-completion, or judge.budget-tokens in its place.");
        }
    }

    static BudgetConfiguration from(Settings settings) {
        return new BudgetConfiguration(
                settings.get(TOKENS),
                settings.get(MONEY),
                settings.get(WHEN_EXHAUSTED),
                settings.get(PROMPT_PRICE),
                settings.get(COMPLETION_PRICE));
    }

    boolean isLimited() {
        return tokens > 0 || money.signum() > 0;
    }

    BigDecimal price(Usage usage) {
        return promptPrice
                .multiply(BigDecimal.valueOf(usage.promptTokens()))
                .add(completionPrice.multiply(BigDecimal.valueOf(usage.completionTokens())))
                .divide(MILLION);
    }

    private static long wholeNumber(String text) {
        if (!text.strip().matches("\\d{1,18}")) {
            throw new IllegalArgumentException("expected a whole number, 0 or more");
        }
        return Long.parseLong(text.strip());
    }

    private static BigDecimal amount(String text) {
        if (!text.strip().matches("\\d{1,12}(\\.\\d{1,12})?")) {
            throw new IllegalArgumentException("expected an amount as 12.50, 0 or more");
        }
        return new BigDecimal(text.strip());
    }
}
