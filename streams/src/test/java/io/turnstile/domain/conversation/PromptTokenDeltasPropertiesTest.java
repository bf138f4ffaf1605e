package io.turnstile.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.turn.LlmCall;
import io.turnstile.domain.turn.Turn;
import io.turnstile.domain.turn.TurnArbitraries;
import io.turnstile.domain.turn.TurnFixture;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class PromptTokenDeltasPropertiesTest {

    /** A call's prompt, and whether a failed attempt and a subagent's call came before it. */
    record Prompt(long tokens, boolean isAfterFailure, boolean isAfterSubagent) {}

    @Provide
    Arbitrary<List<Prompt>> prompts() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 200_000),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Prompt::new)
                .list()
                .ofMaxSize(4);
    }

    /** What was added to the prompt and taken from it in all is what was left at the end. */
    @Property(tries = 1_000)
    void theDeltasOfACompleteConversationSumToItsLastPrompt(
            @ForAll @Size(min = 1, max = 5) List<@From("prompts") List<Prompt>> turns) {
        Conversation conversation = AssemblyFixture.conversation(turns(turns));
        List<CallWithDelta> calls = conversation.turns().stream()
                .flatMap(turn -> turn.calls().stream())
                .filter(call -> call.call().growsPrompt())
                .toList();
        assertThat(conversation.isDeltaReliable()).isTrue();
        assertThat(calls).hasSize(turns.stream().mapToInt(List::size).sum());
        assertThat(calls).allSatisfy(call -> assertThat(call.promptTokenDelta()).isNotNull());
        assertThat(calls.stream().mapToLong(CallWithDelta::promptTokenDelta).sum())
                .isEqualTo(lastPrompt(calls));
    }

    /**
     * Of any turns at all: a delta that is given is the difference to the last call before that took part, or to nothing;
     * one that is not is null; and where the conversation says that its deltas are reliable, all are given.
     */
    @Property(tries = 1_000)
    void aDeltaIsTheDifferenceToTheCallBeforeOrNull(@ForAll("conversations") List<Turn> turns) {
        if (Assembled.of("c", turns, AssemblyFixture.ALL) instanceof Assembled.AsConversation made) {
            LlmCall previous = null;
            for (CallWithDelta call : calls(made.conversation())) {
                if (!call.call().growsPrompt()) {
                    assertThat(call).isEqualTo(new CallWithDelta(call.call(), null, null));
                    continue;
                }
                assertDelta(call, previous, made.conversation().isDeltaReliable());
                previous = call.call();
            }
        }
    }

    @Provide
    Arbitrary<List<Turn>> conversations() {
        return TurnArbitraries.conversations(4);
    }

    private static void assertDelta(CallWithDelta call, LlmCall previous, boolean isReliable) {
        long before = previous == null ? 0 : previous.promptTokens();
        long difference = call.call().promptTokens() - before;
        if (isReliable) {
            assertThat(call.promptTokenDelta()).isEqualTo(difference);
        } else {
            assertThat(call.promptTokenDelta()).isIn(null, difference);
        }
        if (call.deltaCause() != null) {
            assertThat(call.promptTokenDelta()).isNegative();
        }
    }

    private static List<CallWithDelta> calls(Conversation conversation) {
        return conversation.turns().stream()
                .flatMap(turn -> turn.calls().stream())
                .toList();
    }

    private static long lastPrompt(List<CallWithDelta> calls) {
        return calls.stream()
                .map(CallWithDelta::call)
                .reduce((earlier, later) -> later)
                .map(LlmCall::promptTokens)
                .orElse(0L);
    }

    private static List<Turn> turns(List<List<Prompt>> prompts) {
        var turns = new ArrayList<Turn>();
        for (int index = 1; index <= prompts.size(); index++) {
            turns.add(turn(index, prompts.get(index - 1)));
        }
        return turns;
    }

    private static Turn turn(int index, List<Prompt> prompts) {
        TurnFixture turn = TurnFixture.turn("m-" + index, index).numRequests(prompts.size());
        long second = 100L * index;
        for (Prompt prompt : prompts) {
            if (prompt.isAfterFailure()) {
                turn.call(second++, "model-a", null, null);
            }
            if (prompt.isAfterSubagent()) {
                turn.call(second++, "model-b", 50_000L, "subagent");
            }
            turn.call(second++, prompt.tokens());
        }
        return turn.build();
    }
}
