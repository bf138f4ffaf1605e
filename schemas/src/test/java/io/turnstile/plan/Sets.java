package io.turnstile.plan;

import io.turnstile.schema.DatasetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Sets of candidates, and plans over them. */
final class Sets {

    static final List<String> STRATA = List.of("LONG", "MEDIUM", "SHORT");
    static final List<String> POSITIONS = List.of("BEGINNING", "END", "MIDDLE");
    static final long SEED = 1;

    private Sets() {}

    /** Everything of which a candidate is made, apart from its message id. */
    private record Traits(int conversation, Split split, int label, String stratum, String position, int text) {
        Candidate candidate(int number) {
            String messageId = "message-" + number;
            return new Candidate(
                    messageId,
                    "conversation-" + conversation,
                    new Share(split, label),
                    new Cell(stratum, position),
                    text,
                    SeededHash.of(SEED, messageId));
        }
    }

    /** Up to so many candidates, few conversations and texts among them, so that caps have work. */
    static Arbitrary<List<Candidate>> candidates(int most) {
        Arbitrary<Traits> traits = Combinators.combine(
                        Arbitraries.integers().between(0, most / 4),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Split.TRAIN)),
                                Tuple.of(1, Arbitraries.of(Split.VALIDATION, Split.TEST))),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(STRATA),
                        Arbitraries.of(POSITIONS),
                        Arbitraries.integers().between(0, most / 2))
                .as(Traits::new);
        return traits.list().ofMaxSize(most).map(Sets::numbered).withoutEdgeCases();
    }

    private static List<Candidate> numbered(List<Traits> traits) {
        var candidates = new ArrayList<Candidate>();
        traits.forEach(each -> candidates.add(each.candidate(candidates.size())));
        return candidates;
    }

    /** So many candidates of a seeded random kind, each with a conversation and a text of its own. */
    static List<Candidate> distinct(int count, long randomSeed) {
        var random = new Random(randomSeed);
        var candidates = new ArrayList<Candidate>();
        for (int number = 0; number < count; number++) {
            var traits = new Traits(
                    number,
                    Split.of(SEED, "user-" + number),
                    random.nextInt(100) < 65 ? 0 : 1,
                    STRATA.get(random.nextInt(STRATA.size())),
                    POSITIONS.get(random.nextInt(POSITIONS.size())),
                    number);
            candidates.add(traits.candidate(number));
        }
        return candidates;
    }

    static Arbitrary<Plan> plans(int mostTurns) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, mostTurns),
                        Arbitraries.of(new Ratio(50, 50), new Ratio(70, 30), new Ratio(1, 9)),
                        Arbitraries.of(new Cap(1), new Cap(2), Cap.NONE),
                        Arbitraries.of(new Cap(1), new Cap(2), Cap.NONE),
                        weights())
                .as((size, ratio, perConversation, perText, weights) ->
                        new Plan("a-plan", pool(perConversation, perText), size, ratio, weights))
                .withoutEdgeCases();
    }

    /** For some of the cells, how many turns there are. */
    static Arbitrary<Map<Cell, Integer>> available() {
        List<Cell> cells = STRATA.stream()
                .flatMap(stratum -> POSITIONS.stream().map(position -> new Cell(stratum, position)))
                .toList();
        return counts(cells, 20);
    }

    static Arbitrary<Weights> weights() {
        return Combinators.combine(parts(STRATA), parts(POSITIONS)).as(Weights::new);
    }

    /** None, or some with one that is above 0. */
    private static Arbitrary<Map<String, Integer>> parts(List<String> names) {
        return counts(names, 5)
                .filter(parts -> parts.isEmpty() || parts.values().stream().anyMatch(part -> part > 0));
    }

    /** Of each, that it is not there, or 0 to the most. */
    private static <K> Arbitrary<Map<K, Integer>> counts(List<K> keys, int most) {
        return Arbitraries.integers()
                .between(-1, most)
                .list()
                .ofSize(keys.size())
                .map(numbers -> IntStream.range(0, keys.size())
                        .filter(key -> numbers.get(key) >= 0)
                        .boxed()
                        .collect(Collectors.toMap(keys::get, numbers::get)))
                .withoutEdgeCases();
    }

    static Pool pool(Cap perConversation, Cap perText) {
        return new Pool(DatasetKind.CONVERSATION, SEED, List.of(), perConversation, perText);
    }

    /** A plan without caps and with equal weights. */
    static Plan plan(int size, Ratio ratio) {
        return new Plan("a-plan", pool(Cap.NONE, Cap.NONE), size, ratio, Weights.EQUAL);
    }
}
