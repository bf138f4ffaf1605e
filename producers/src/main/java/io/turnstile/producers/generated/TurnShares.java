package io.turnstile.producers.generated;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;

/**
 * How often a turn is what.
 *
 * @param cancelled share of turns cancelled
 * @param maxToolCalls share of turns stopped at the limit of tool calls
 * @param failed share of turns failed
 * @param otherResponse share of turns with a rare responseType
 * @param parallelCalls share of turns with parallel tool calls, of those with two rounds or more
 * @param autoContinue share of turns with a round in the middle that calls no tool, of those with three rounds or more
 * @param retried share of turns edited or sent again
 * @param restored share of turns followed by a restored checkpoint
 * @param subagent share of turns that start a subagent
 * @param synthetic share of turns with text that the client wrote
 * @param withoutText share of turns without user text
 * @param withoutToolCounts share of turns whose summary lacks toolCounts
 * @param cutToolCounts share of turns whose toolCounts do not parse
 * @param withoutNumRequests share of turns whose summary lacks numRequests
 * @param failedAttempt share of calls with a failed first attempt
 * @param withoutCallId share of calls whose rows carry no modelCallId
 * @param summarizeAtTokens the prompt size that triggers summarisation, in tokens
 * @param veryLongText share of turns with more than 20,000 characters
 * @param cutText share of turns with more characters than 50 parts hold
 * @param secret share of the texts that users write which hold personal data or a secret
 */
public record TurnShares(
        double cancelled,
        double maxToolCalls,
        double failed,
        double otherResponse,
        double parallelCalls,
        double autoContinue,
        double retried,
        double restored,
        double subagent,
        double synthetic,
        double withoutText,
        double withoutToolCounts,
        double cutToolCounts,
        double withoutNumRequests,
        double failedAttempt,
        double withoutCallId,
        int summarizeAtTokens,
        double veryLongText,
        double cutText,
        double secret) {

    public static final Setting<Double> CANCELLED = GeneratorSettings.share(
            "generator.cancelled-share", 0.04, "Share of turns that the user cancelled, in both spellings.");
    public static final Setting<Double> MAX_TOOL_CALLS = GeneratorSettings.share(
            "generator.max-tool-calls-share", 0.02, "Share of turns stopped at the limit of tool calls.");
    public static final Setting<Double> FAILED =
            GeneratorSettings.share("generator.failed-share", 0.007, "Share of turns with responseType failed.");
    public static final Setting<Double> OTHER_RESPONSE = GeneratorSettings.share(
            "generator.other-response-share",
            0.003,
            "Share of turns with a rare responseType: length, filtered, rateLimited, quotaExceeded, networkError.");
    public static final Setting<Double> PARALLEL_CALLS = GeneratorSettings.share(
            "generator.parallel-calls-share",
            0.24,
            "Share of turns with two rounds or more that call tools in parallel. With stopped turns, numRequests then differs from sum(toolCounts)+1 in about 14 % of turns.");
    public static final Setting<Double> AUTO_CONTINUE = GeneratorSettings.share(
            "generator.auto-continue-share",
            0.01,
            "Share of turns with three rounds or more, and no parallel calls, in which a round in the middle calls no tool and the client goes on by itself: numRequests is then above sum(toolCounts)+1.");
    public static final Setting<Double> RETRIED = GeneratorSettings.share(
            "generator.retried-share",
            0.03,
            "Share of turns that the user edits or sends again: same turnIndex, new messageId.");
    public static final Setting<Double> RESTORED = GeneratorSettings.share(
            "generator.restored-share",
            0.01,
            "Share of turns from the third on after which the user restores an earlier checkpoint.");
    public static final Setting<Double> SUBAGENT = GeneratorSettings.share(
            "generator.subagent-share",
            0.04,
            "Share of turns with a tool call that start a subagent under their conversation's id.");
    public static final Setting<Double> SYNTHETIC = GeneratorSettings.share(
            "generator.synthetic-share",
            0.05,
            "Share of turns whose text the client wrote: Continue to iterate?, slash commands, try again.");
    public static final Setting<Double> WITHOUT_TEXT = GeneratorSettings.share(
            "generator.without-text-share", 0.01, "Share of turns without user text, e.g. only an attachment.");
    public static final Setting<Double> WITHOUT_TOOL_COUNTS = GeneratorSettings.share(
            "generator.without-tool-counts-share", 0.005, "Share of summaries without toolCounts.");
    public static final Setting<Double> CUT_TOOL_COUNTS = GeneratorSettings.share(
            "generator.cut-tool-counts-share", 0.002, "Share of summaries whose toolCounts were cut and do not parse.");
    public static final Setting<Double> WITHOUT_NUM_REQUESTS = GeneratorSettings.share(
            "generator.without-num-requests-share", 0.003, "Share of summaries without numRequests.");
    public static final Setting<Double> FAILED_ATTEMPT = GeneratorSettings.share(
            "generator.failed-attempt-share", 0.01, "Share of calls whose first attempt fails and is retried.");
    public static final Setting<Double> WITHOUT_CALL_ID = GeneratorSettings.share(
            "generator.without-call-id-share",
            0.005,
            "Share of calls whose rows carry no modelCallId: the two rows cannot be joined, and count as two calls of which one has usage.");
    public static final Setting<Integer> SUMMARIZE_AT_TOKENS = GeneratorSettings.positive(
            "generator.summarize-at-tokens",
            90000,
            "The prompt size, in tokens, at which the history is summarised. A client does so near the window's end (128,000).");
    public static final Setting<Double> VERY_LONG_TEXT = GeneratorSettings.share(
            "generator.very-long-text-share", 0.001, "Share of turns with more than 20,000 characters of pasted text.");

    public static final Setting<Double> CUT_TEXT = GeneratorSettings.share(
            "generator.cut-text-share",
            0.00001,
            "Share of turns with more than 409,600 characters, which are cut after 50 parts. Rare, because each of their rows is that large.");

    public static final Setting<Double> SECRET = GeneratorSettings.share(
            "generator.secret-share",
            0.015,
            "Share of the texts that users write which hold made-up personal data or a secret: an e-mail address, a home path, a token, a password ... Enough for each kind in a few thousand turns, and few enough that most texts are as they were.");

    /** All keys of this group. */
    public static final List<Setting<?>> SETTINGS = List.of(
            CANCELLED,
            MAX_TOOL_CALLS,
            FAILED,
            OTHER_RESPONSE,
            PARALLEL_CALLS,
            AUTO_CONTINUE,
            RETRIED,
            RESTORED,
            SUBAGENT,
            SYNTHETIC,
            WITHOUT_TEXT,
            WITHOUT_TOOL_COUNTS,
            CUT_TOOL_COUNTS,
            WITHOUT_NUM_REQUESTS,
            FAILED_ATTEMPT,
            WITHOUT_CALL_ID,
            SUMMARIZE_AT_TOKENS,
            VERY_LONG_TEXT,
            CUT_TEXT,
            SECRET);

    static TurnShares from(Settings settings) {
        return new TurnShares(
                settings.get(CANCELLED),
                settings.get(MAX_TOOL_CALLS),
                settings.get(FAILED),
                settings.get(OTHER_RESPONSE),
                settings.get(PARALLEL_CALLS),
                settings.get(AUTO_CONTINUE),
                settings.get(RETRIED),
                settings.get(RESTORED),
                settings.get(SUBAGENT),
                settings.get(SYNTHETIC),
                settings.get(WITHOUT_TEXT),
                settings.get(WITHOUT_TOOL_COUNTS),
                settings.get(CUT_TOOL_COUNTS),
                settings.get(WITHOUT_NUM_REQUESTS),
                settings.get(FAILED_ATTEMPT),
                settings.get(WITHOUT_CALL_ID),
                settings.get(SUMMARIZE_AT_TOKENS),
                settings.get(VERY_LONG_TEXT),
                settings.get(CUT_TEXT),
                settings.get(SECRET));
    }
}
