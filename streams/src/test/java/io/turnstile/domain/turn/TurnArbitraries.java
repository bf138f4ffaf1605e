package io.turnstile.domain.turn;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary turns and parts of turns. The domains of values are small on purpose: only where two parts often say the
 * same of one field, and differ in another, do collisions and ties happen.
 */
public final class TurnArbitraries {

    private TurnArbitraries() {}

    /** What is rarely captured all at once. */
    private record Rest(
            Integer panelTurnIndex,
            String parentRequestId,
            String userHash,
            List<LlmCall> calls,
            List<Instant> summarizedAt) {}

    /** Any part of one turn, which may or may not say its conversation: anything from nothing to everything. */
    public static Arbitrary<Turn> parts(String messageId) {
        return turns(messageId, Arbitraries.of("c", "d").injectNull(0.4));
    }

    /** Any part of one turn of conversation c. */
    public static Arbitrary<Turn> partsOfC(String messageId) {
        return turns(messageId, Arbitraries.just("c"));
    }

    /** Turns m-1 to m-n of conversation c, n from 1 to so many; each says anything from nothing to everything. */
    public static Arbitrary<List<Turn>> conversations(int mostTurns) {
        return Arbitraries.integers()
                .between(1, mostTurns)
                .flatMap(n -> Combinators.combine(IntStream.rangeClosed(1, n)
                                .mapToObj(i -> turns("m-" + i, Arbitraries.just("c")))
                                .toList())
                        .as(turns -> turns))
                .withoutEdgeCases();
    }

    /** Calls whose ids, times and tokens often agree; each may be the input half, the output half, or both. */
    static Arbitrary<LlmCall> calls() {
        return Combinators.combine(
                        Arbitraries.of("x", "y").injectNull(0.4),
                        times(),
                        Arbitraries.of("model-a", "model-b").injectNull(0.3),
                        tokens(),
                        tokens(),
                        tokens(),
                        Arbitraries.of("agent", "subagent-search", "summarizeHistory")
                                .injectNull(0.5),
                        Arbitraries.of("timeout", "overloaded").injectNull(0.7))
                .as(LlmCall::new);
    }

    /**
     * Summaries, whole ones and, twice as often, sparse ones. Of the sparse ones many tie in time and differ only in what
     * their text does not show, such as null and the word null.
     */
    static Arbitrary<TurnSummary> summaries() {
        Arbitrary<TurnSummary> whole =
                summaries(times(), tokens().list().ofSize(5), counts().list().ofSize(7));
        Arbitrary<TurnSummary> sparse = summaries(
                Arbitraries.just(TurnFixture.EPOCH),
                Arbitraries.just(Collections.nCopies(5, null)),
                Arbitraries.of(1, 1, 2, 3).map(index -> Arrays.asList(index, null, null, null, null, null, null)));
        return Arbitraries.oneOf(whole, sparse, sparse);
    }

    private static Arbitrary<TurnSummary> summaries(
            Arbitrary<Instant> times, Arbitrary<List<Long>> longs, Arbitrary<List<Integer>> ints) {
        return Combinators.combine(times, names().list().ofSize(3), toolCounts(), longs, ints)
                .as(TurnArbitraries::summary);
    }

    private static Arbitrary<Turn> turns(String messageId, Arbitrary<String> conversationIds) {
        return Combinators.combine(
                        conversationIds,
                        times().list().ofSize(2),
                        Arbitraries.of("agent", "ask", "edit").injectNull(0.4),
                        texts(),
                        Combinators.combine(times(), texts())
                                .as((at, text) -> text == null ? null : new ModelText(at, text)),
                        summaries().injectNull(0.3),
                        rest(messageId))
                .as((conversationId, times, mode, userText, modelText, summary, rest) -> turn(
                        new TurnParts(messageId, conversationId, earliest(times), latest(times))
                                .statedMode(mode)
                                .userText(userText)
                                .modelText(modelText)
                                .summary(summary),
                        rest))
                .withoutEdgeCases();
    }

    private static Turn turn(TurnParts parts, Rest rest) {
        parts.panelTurnIndex(rest.panelTurnIndex)
                .parentRequestId(rest.parentRequestId)
                .userHash(rest.userHash);
        rest.calls.forEach(parts::call);
        rest.summarizedAt.forEach(parts::summarizedAt);
        return parts.build();
    }

    private static Arbitrary<Rest> rest(String messageId) {
        return Combinators.combine(
                        counts(),
                        Arbitraries.of(messageId, "parent").injectNull(0.8),
                        Arbitraries.of("user-a", "user-b").injectNull(0.4),
                        calls().list().ofMaxSize(3),
                        times().list().ofMaxSize(2))
                .as(Rest::new);
    }

    private static TurnSummary summary(
            Instant at,
            List<String> names,
            SortedMap<String, Integer> toolCounts,
            List<Long> longs,
            List<Integer> ints) {
        return new TurnSummary(
                at,
                ints.get(0),
                names.get(0),
                names.get(1),
                names.get(2),
                ints.get(1),
                toolCounts,
                longs.get(0),
                longs.get(1),
                longs.get(2),
                longs.get(3),
                ints.get(2),
                ints.get(3),
                longs.get(4),
                ints.get(4),
                ints.get(5),
                ints.get(6));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 3).map(TurnFixture.EPOCH::plusMillis);
    }

    private static Instant earliest(List<Instant> times) {
        return times.stream().min(Instant::compareTo).orElseThrow();
    }

    private static Instant latest(List<Instant> times) {
        return times.stream().max(Instant::compareTo).orElseThrow();
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "ab", "ba", "abc", "/fix", "\uD83D\uDE00")
                .injectNull(0.3);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("success", "null").injectNull(0.4);
    }

    private static Arbitrary<SortedMap<String, Integer>> toolCounts() {
        return Arbitraries.<Map<String, Integer>>of(
                        List.of(Map.of(), Map.of("a", 1), Map.of("a", 1, "b", 2), Map.of("a=1, b", 2)))
                .<SortedMap<String, Integer>>map(TreeMap::new)
                .injectNull(0.6);
    }

    private static Arbitrary<Long> tokens() {
        return Arbitraries.of(0L, 1L, 2L).injectNull(0.3);
    }

    private static Arbitrary<Integer> counts() {
        return Arbitraries.of(0, 1, 2, 3).injectNull(0.2);
    }
}
