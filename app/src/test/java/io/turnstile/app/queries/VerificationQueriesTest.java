package io.turnstile.app.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.conversation.CallWithDelta;
import io.turnstile.domain.conversation.Conversation;
import io.turnstile.domain.conversation.DeltaCause;
import io.turnstile.domain.conversation.RoundCheck;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A verification query ends in one row, whose counts are those of the domain over the same rows. */
class VerificationQueriesTest {

    private final Ground ground = Ground.all();
    private final Facts facts = ground.facts();

    @Test
    void promptsAccumulateUntilTheHistoryIsSummarisedOrTheModelChanges() {
        List<CallWithDelta> compared = facts.conversations().stream()
                .map(Facts::growing)
                .flatMap(calls -> calls.stream().skip(1))
                .filter(call -> call.promptTokenDelta() != null)
                .toList();
        List<CallWithDelta> fallen =
                compared.stream().filter(call -> call.promptTokenDelta() < 0).toList();

        Cells row = onlyRow("token_accumulation");
        assertThat(row.number("cases")).isEqualTo(compared.size());
        assertThat(row.number("holds")).isEqualTo(compared.size() - fallen.size());
        assertThat(row.number("fails")).isEqualTo(fallen.size());
        assertThat(row.number("failsSummarized"))
                .isEqualTo(count(fallen, DeltaCause.SUMMARIZED))
                .isPositive();
        assertThat(row.number("failsModelSwitch"))
                .isEqualTo(count(fallen, DeltaCause.MODEL_SWITCH))
                .isPositive();
        assertThat(row.number("failsUnexplained")).isEqualTo(count(fallen, null));
        assertShare(row);
    }

    @Test
    void requestsAreToolCallsPlusOneButForKnownReasons() {
        List<RoundCheck> checks = facts.liveTurns()
                .map(turn -> turn.signals().roundCheck())
                .filter(Objects::nonNull)
                .toList();

        Cells row = onlyRow("numRequests_formula");
        assertThat(row.number("cases")).isEqualTo(checks.size());
        assertThat(row.number("holds")).isEqualTo(count(checks, RoundCheck.AGREES));
        assertThat(row.number("fails")).isEqualTo(checks.size() - count(checks, RoundCheck.AGREES));
        assertThat(row.number("failsParallelCalls")).isEqualTo(count(checks, RoundCheck.PARALLEL_CALLS));
        assertThat(row.number("failsStoppedOnToolRound")).isEqualTo(count(checks, RoundCheck.STOPPED_ON_TOOL_ROUND));
        assertThat(row.number("failsUnexplained")).isEqualTo(count(checks, RoundCheck.UNEXPLAINED));
        assertShare(row);
    }

    @Test
    void reliableDeltasAddUp() {
        List<Conversation> reliable = facts.conversations().stream()
                .filter(Conversation::isDeltaReliable)
                .toList();
        long cases = reliable.stream()
                .filter(conversation -> !Facts.growing(conversation).isEmpty())
                .count();

        Cells row = onlyRow("delta_accuracy");
        assertThat(row.number("cases")).isEqualTo(cases).isPositive();
        assertThat(row.number("holds")).isEqualTo(cases);
        assertThat(row.number("fails")).isZero();
        assertThat(row.number("failsUnknown")).isZero();
        assertThat(row.number("failsSum")).isZero();
        assertThat(row.number("notReliable"))
                .isEqualTo(facts.conversations().size() - reliable.size())
                .isPositive();
        assertShare(row);
    }

    private Cells onlyRow(String query) {
        return assertThat(Cells.of(ground.run(query, Map.of()))).singleElement().actual();
    }

    private static void assertShare(Cells row) {
        assertThat((Double) row.value("share")).isEqualTo((double) row.number("holds") / row.number("cases"));
    }

    private static long count(List<CallWithDelta> calls, DeltaCause cause) {
        return calls.stream().filter(call -> call.deltaCause() == cause).count();
    }

    private static long count(List<RoundCheck> checks, RoundCheck check) {
        return checks.stream().filter(check::equals).count();
    }
}
