package io.turnstile.judge.agreement;

/**
 * What judging cost.
 *
 * @param calls calls that were answered
 * @param promptTokens tokens sent
 * @param completionTokens tokens received
 */
public record Cost(long calls, long promptTokens, long completionTokens) {

    public static final Cost NOTHING = new Cost(0, 0, 0);

    public Cost plus(Cost other) {
        return new Cost(
                calls + other.calls, promptTokens + other.promptTokens, completionTokens + other.completionTokens);
    }

    /** In the currency of the prices, which are for a million tokens. */
    public double money(double promptPrice, double completionPrice) {
        return (promptTokens * promptPrice + completionTokens * completionPrice) / 1_000_000;
    }
}
