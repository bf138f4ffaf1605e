package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.LabeledTurn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Within a cell every turn has the same chance, whatever it is about. All turns here are of one cell, and a quarter of them
 * is drawn. The seeds are fixed, so nothing is left to chance.
 */
class UniformityTest {

    /** Of chi-square with 331 degrees of freedom: one draw of a thousand lies below, one above. */
    private static final double[] RANGE_331 = {257.2, 416.2};

    /** Of chi-square with 9 degrees of freedom: one draw of a thousand lies above. */
    private static final double CRITICAL_9 = 27.88;

    private static final double SHARE = 0.25;
    private static final long SPLIT_SEED = 1;
    private static final int LONGEST_CONVERSATION = 20;

    /** A plan of 100 draws 41 or 42 of a class for training. */
    private static final double TURNS_PER_PLANNED_TURN = 0.415 / SHARE;

    private static final List<LabeledTurn> TURNS =
            IntStream.range(0, 16_600).mapToObj(UniformityTest::turn).toList();

    @Test
    void overManySeedsEachTurnIsDrawnEquallyOften() {
        int seeds = 1_000;
        List<LabeledTurn> turns = TURNS.subList(0, 332);
        var inclusions = new HashMap<String, Integer>();
        for (long seed = 1; seed <= seeds; seed++) {
            drawn(seed, turns).forEach(messageId -> inclusions.merge(messageId, 1, Integer::sum));
        }

        double expected = seeds * SHARE;
        // Of a fixed number of draws each takes another's place, which makes the variance a little larger.
        double variance = expected * (1 - SHARE) * turns.size() / (turns.size() - 1);
        double chiSquare = turns.stream()
                .mapToDouble(turn -> Math.pow(inclusions.getOrDefault(turn.getMessageId(), 0) - expected, 2) / variance)
                .sum();

        assertThat(chiSquare).isBetween(RANGE_331[0], RANGE_331[1]);
    }

    @Test
    void longTextsAreDrawnAsOftenAsShortOnes() {
        assertIndependent(turn -> turn.getText().length() / 100);
    }

    @Test
    void earlyTurnsAreDrawnAsOftenAsLateOnes() {
        assertIndependent(turn -> (turn.getTurnNumber() - 1) * 10 / LONGEST_CONVERSATION);
    }

    @Test
    void whatCameFirstIsDrawnAsOftenAsWhatCameLast() {
        assertIndependent(turn -> arrival(turn) * 10 / TURNS.size());
    }

    @Test
    void theSampleOfOneSeedTellsNothingOfAnothers() {
        Set<String> first = drawn(1, TURNS);
        Set<String> second = drawn(2, TURNS);
        double inBoth = first.stream().filter(second::contains).count();

        // By chance a quarter of a quarter. The standard deviation is sqrt(16600) * 1/4 * 3/4 = 24.
        assertThat(inBoth).isBetween(TURNS.size() / 16.0 - 75, TURNS.size() / 16.0 + 75);
    }

    private static int arrival(LabeledTurn turn) {
        int conversation = Integer.parseInt(turn.getConversationId().substring("conversation-".length()));
        return conversation * LONGEST_CONVERSATION + turn.getTurnNumber() - 1;
    }

    /** Chi-square of a table of ten classes by drawn and not drawn. */
    private static void assertIndependent(ToIntFunction<LabeledTurn> tenth) {
        Set<String> drawn = drawn(1, TURNS);
        Map<Integer, List<LabeledTurn>> classes = TURNS.stream().collect(Collectors.groupingBy(tenth::applyAsInt));

        double chiSquare = classes.values().stream()
                .mapToDouble(members -> {
                    double expected = members.size() * SHARE;
                    double observed = members.stream()
                            .filter(turn -> drawn.contains(turn.getMessageId()))
                            .count();
                    return Math.pow(observed - expected, 2) / (expected * (1 - SHARE));
                })
                .sum();

        assertThat(classes).hasSize(10);
        assertThat(chiSquare).isLessThan(CRITICAL_9);
    }

    /** The message ids of a quarter of the turns. */
    private static Set<String> drawn(long seed, List<LabeledTurn> turns) {
        var candidates =
                new Candidates(new Pool(DatasetKind.CONVERSATION, seed, List.of(), Cap.NONE, Cap.NONE), SPLIT_SEED);
        int size = (int) (turns.size() / TURNS_PER_PLANNED_TURN);
        Plan plan = new Plan("a-plan", candidates.pool(), size, new Ratio(1, 1), Weights.EQUAL);
        List<Candidate> members =
                turns.stream().map(turn -> candidates.of(turn).orElseThrow()).toList();

        Set<String> drawn = Sample.of(plan, members).drawn().get(new Share(Split.TRAIN, 0)).stream()
                .map(Candidate::messageId)
                .collect(Collectors.toSet());
        assertThat((double) drawn.size()).isEqualTo(turns.size() * SHARE);
        return drawn;
    }

    /** Ids in the order of arrival, and texts of 0 to 999 characters. */
    private static LabeledTurn turn(int arrival) {
        int number = arrival % LONGEST_CONVERSATION + 1;
        String conversation = "conversation-" + arrival / LONGEST_CONVERSATION;
        return Turns.labeled(conversation + "/" + number, "x".repeat(arrival * 7 % 1_000))
                .setConversationId(conversation)
                .setTurnNumber(number)
                .build();
    }
}
