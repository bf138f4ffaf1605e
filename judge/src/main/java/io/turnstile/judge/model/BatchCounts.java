package io.turnstile.judge.model;

/**
 * What came back from batches.
 *
 * @param answered questions that were answered
 * @param withoutLabel questions that get no label, for a reason that asking again would not change
 * @param notAsked questions that the server did not get to; they are asked again
 * @param promptTokens of the answers, as the server counted them
 * @param completionTokens of the answers, as the server counted them
 */
public record BatchCounts(long answered, long withoutLabel, long notAsked, long promptTokens, long completionTokens) {

    static final BatchCounts NONE = new BatchCounts(0, 0, 0, 0, 0);

    BatchCounts plus(BatchResult result) {
        if (result instanceof BatchResult.Answered one) {
            return new BatchCounts(
                    answered + 1,
                    withoutLabel,
                    notAsked,
                    promptTokens + one.answer().promptTokens(),
                    completionTokens + one.answer().completionTokens());
        }
        return result instanceof BatchResult.NotLabelled
                ? new BatchCounts(answered, withoutLabel + 1, notAsked, promptTokens, completionTokens)
                : new BatchCounts(answered, withoutLabel, notAsked + 1, promptTokens, completionTokens);
    }

    /** How many questions are settled. */
    public long settled() {
        return answered + withoutLabel;
    }
}
