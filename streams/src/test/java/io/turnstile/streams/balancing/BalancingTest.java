package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import io.turnstile.streams.StageCount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BalancingTest {

    private static final String EVEN = "kind=session size=40 ratio=50:50";
    private static final String NATURAL = "kind=session size=40 ratio=70:30";

    private final Random random = new Random(20_260_301);

    @Test
    void thePlansNestWhereTheyShareASeed() {
        Map<String, LabeledTurn> turns = LabelledLog.standing(LabelledLog.random(random, 400, 300, 300));
        try (var driver = new BalancingDriver(Map.of("even", EVEN, "natural", NATURAL))) {
            turns.forEach(driver::send);
            driver.settle();

            assertThat(of(driver.standing("natural"), 0)).containsAll(of(driver.standing("even"), 0));
            assertThat(of(driver.standing("even"), 1)).containsAll(of(driver.standing("natural"), 1));
            // 17 of 34 to train on, and 1 of 3 each to validate and to test
            assertThat(of(driver.standing("even"), 0)).hasSize(19);
            assertThat(of(driver.standing("natural"), 0)).hasSizeGreaterThan(19);
        }
    }

    private static List<String> of(Map<String, LabeledTurn> sample, int label) {
        return sample.values().stream()
                .filter(turn -> turn.getLabel() == label)
                .map(LabeledTurn::getMessageId)
                .collect(Collectors.toList());
    }

    @Test
    void aWithdrawnTurnLeavesAtOnceAndAnotherTakesItsPlace() {
        try (var driver = new BalancingDriver(Map.of("even", "kind=session size=20 ratio=50:50"))) {
            Map<String, LabeledTurn> turns = LabelledLog.standing(LabelledLog.random(random, 200, 150, 200));
            turns.forEach(driver::send);
            driver.settle();
            String drawn = driver.standing("even").keySet().iterator().next();

            driver.send(drawn, null);

            assertThat(driver.standing("even")).doesNotContainKey(drawn);
            turns.remove(drawn);
            driver.settle();
            driver.assertThatSamplesAreThoseOf(turns);
        }
    }

    @Test
    void aTextThatIsRepeatedIsDrawnOnceAndTheOthersAreCounted() {
        try (var driver = new BalancingDriver(Map.of("even", "kind=session size=100 ratio=50:50"))) {
            for (int i = 0; i < 50; i++) {
                driver.send("message-" + i, session("message-" + i, i % 2 == 0 ? "Fix  it" : "fix it "));
            }
            driver.settle();

            assertThat(driver.standing("even")).hasSize(1);
            var capped = driver.counts(StageCount.CANDIDATES_CAPPED).get(Capped.PER_TEXT.name());
            var released = driver.counts(StageCount.CANDIDATES_RELEASED).getOrDefault(Capped.PER_TEXT.name(), 0L);
            assertThat(capped - released).isEqualTo(49);

            for (int i = 0; i < 49; i++) {
                String drawn = driver.standing("even").keySet().iterator().next();
                driver.send(drawn, null);
                driver.settle();
                assertThat(driver.standing("even"))
                        .as("after %d withdrawals", i + 1)
                        .hasSize(1);
            }
        }
    }

    @Test
    void whatIsNoLabelledTurnIsADeadLetterAndTheStageGoesOn() {
        // Under exactly-once the test driver clears its producer before the letter's transaction is committed.
        try (var driver = new BalancingDriver(Map.of("even", EVEN), Map.of("streams.guarantee", "at_least_once"))) {
            driver.sendRaw("message-1", "not avro".getBytes(StandardCharsets.UTF_8));
            driver.send("message-2", session("message-2", "a text"));
            driver.settle();

            assertThat(driver.standing("even")).containsOnlyKeys("message-2");
            assertThat(driver.deadLetters()).isEqualTo(1);
        }
    }

    @Test
    void aStageThatHasSeenEverythingLeaveKeepsNothing() {
        List<LabelledLog.Change> log = LabelledLog.random(random, 200, 80, 30);
        try (var driver = new BalancingDriver(Map.of(
                "even",
                EVEN,
                "capped",
                "kind=conversation size=20 ratio=50:50 cap-per-conversation=1 cap-per-text=2"))) {
            driver.send(log);
            driver.settle();
            LabelledLog.standing(log).keySet().forEach(messageId -> driver.send(messageId, null));
            driver.settle();

            driver.assertThatSamplesAreThoseOf(Map.of());
            for (String store : List.of(
                    BalancingTopology.SEATS,
                    BalancingTopology.CONVERSATIONS,
                    BalancingTopology.TEXTS,
                    BalancingTopology.CELLS,
                    BalancingTopology.SHARES)) {
                assertThat(driver.size(store)).as(store).isZero();
            }
        }
    }

    private LabeledTurn session(String messageId, String text) {
        return LabeledTurn.newBuilder(LabelledLog.turn(random, messageId, 1))
                .setText(text)
                .setMemberships(List.of(new DatasetMembership(DatasetKind.SESSION, "SIMPLE", Position.BEGINNING)))
                .setUserHash("user-1")
                .setConversationId("conversation-of-" + messageId)
                .build();
    }
}
