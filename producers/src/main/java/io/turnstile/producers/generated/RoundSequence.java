package io.turnstile.producers.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plans the rounds of one turn, one after the other: it carries the clock and the size of the prompt. */
final class RoundSequence {

    /** Tools by how often agents call them: earlier ones are likelier. */
    private static final List<String> TOOLS = List.of(
            "read_file",
            "replace_string_in_file",
            "grep_search",
            "run_in_terminal",
            "file_search",
            "semantic_search",
            "create_file",
            "get_errors",
            "list_dir",
            "manage_todo_list",
            "apply_patch",
            "get_terminal_output",
            "insert_edit_into_file",
            "fetch_webpage",
            "runTests",
            "get_changed_files");

    private static final List<String> ERRORS =
            List.of("networkError", "rateLimited", "serverError", "unknown", "canceledServer");

    /** A second between any two calls keeps their order clear, whichever clock a row is read by. */
    private static final long CLEAR_MILLIS = 1_000;

    private final Draw draw;
    private final TurnShares shares;
    private final String model;
    private final String subType;
    private final List<RoundPlan> rounds = new ArrayList<>();
    private long clock;
    private PromptSize size;

    RoundSequence(Draw draw, TurnShares shares, TurnContext context, String subType) {
        this.draw = draw;
        this.shares = shares;
        this.model = context.model();
        this.subType = subType;
        this.clock = context.startedAt() + draw.between(100, 900);
        this.size = context.size().grownBy(draw.between(20, 1_200));
    }

    /** A round that comes to an answer and calls that many tools. */
    void addCompleted(int toolCalls) {
        long at = clock;
        var calls = new ArrayList<CallPlan>();
        Long summarizedAt = summarizeIfFull(calls);
        String error = failedAttempt(calls);
        CallPlan call = answered(subType, error);
        calls.add(call);
        rounds.add(new RoundPlan(at, call.answeredAt(), summarizedAt, calls, tools(toolCalls), true));
        size = size.grownBy(call.completionTokens() + (long) toolCalls * draw.between(80, 2_200));
    }

    /** A round whose call fails or is stopped. */
    void addUnanswered() {
        long at = clock;
        CallPlan call = unanswered(null);
        rounds.add(new RoundPlan(at, clock, null, List.of(call), Map.of(), false));
    }

    List<RoundPlan> rounds() {
        return List.copyOf(rounds);
    }

    long clock() {
        return clock;
    }

    PromptSize size() {
        return size;
    }

    private Long summarizeIfFull(List<CallPlan> calls) {
        if (subType != null || size.tokens() < shares.summarizeAtTokens()) {
            return null;
        }
        CallPlan call = answered("summarizeConversationHistory", null);
        calls.add(call);
        size = size.summarized(draw);
        return call.answeredAt() + 100;
    }

    private String failedAttempt(List<CallPlan> calls) {
        if (!draw.chance(shares.failedAttempt())) {
            return null;
        }
        calls.add(unanswered(null));
        return draw.pick(ERRORS);
    }

    private CallPlan answered(String callSubType, String retryAfterError) {
        long at = clock;
        long answeredAt = at + draw.between(900, 14_000);
        clock = answeredAt + CLEAR_MILLIS + draw.between(0, 6_000);
        return new CallPlan(
                callId(), at, answeredAt, size.tokens(), draw.between(40, 1_400), model, callSubType, retryAfterError);
    }

    private CallPlan unanswered(String retryAfterError) {
        long at = clock;
        clock = at + CLEAR_MILLIS + draw.between(200, 8_000);
        return new CallPlan(callId(), at, null, size.tokens(), 0, model, subType, retryAfterError);
    }

    private String callId() {
        String id = draw.id();
        return draw.chance(shares.withoutCallId()) ? null : id;
    }

    private Map<String, Integer> tools(int calls) {
        var counts = new TreeMap<String, Integer>();
        for (int i = 0; i < calls; i++) {
            // The smaller of two draws makes the first tools the common ones.
            int most = TOOLS.size() - 1;
            counts.merge(TOOLS.get(Math.min(draw.between(0, most), draw.between(0, most))), 1, Integer::sum);
        }
        return counts;
    }
}
