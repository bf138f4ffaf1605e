package io.turnstile.producers.generated;

/**
 * The size of a conversation's prompt as it grows, in tokens.
 *
 * @param base the system prompt and the tools' definitions, which every prompt begins with
 * @param tokens the whole prompt
 */
record PromptSize(long base, long tokens) {

    /** Another model's tokenizer counts the same text differently, in percent. */
    private static final int LEAST_SWITCH_PERCENT = 75;

    private static final int MOST_SWITCH_PERCENT = 115;

    static PromptSize initial(Draw draw) {
        long base = draw.between(9_000, 18_000);
        return new PromptSize(base, base);
    }

    PromptSize grownBy(long more) {
        return new PromptSize(base, tokens + more);
    }

    /** What is left is the base and a summary. */
    PromptSize summarized(Draw draw) {
        return new PromptSize(base, base + draw.between(1_500, 6_000));
    }

    PromptSize switched(Draw draw) {
        int percent = draw.between(LEAST_SWITCH_PERCENT, MOST_SWITCH_PERCENT);
        return new PromptSize(base * percent / 100, tokens * percent / 100);
    }
}
