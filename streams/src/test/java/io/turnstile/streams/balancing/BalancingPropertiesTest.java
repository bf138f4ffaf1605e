package io.turnstile.streams.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.LabeledTurn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Whatever is labelled in whatever order, what stands in the plans' topics is the sample of what is labelled now. */
class BalancingPropertiesTest {

    private static final Map<String, String> PLANS = Map.of(
            "even", "kind=session size=40 ratio=50:50",
            "natural", "kind=session size=40 ratio=70:30",
            "one-judge", "kind=session size=25 ratio=1:1 fingerprints=judge/1 seed=7",
            "capped",
                    "kind=conversation size=30 ratio=50:50 cap-per-conversation=2 cap-per-text=3 strata=SHORT:2,LONG:1",
            "uncapped", "kind=conversation size=30 ratio=60:40 cap-per-text=none positions=BEGINNING:1,END:3");

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void samplesAreThoseOfWhatIsLabelledNow(@ForAll long seed, @ForAll @IntRange(min = 3, max = 200) int texts) {
        var random = new Random(seed);
        List<LabelledLog.Change> log = LabelledLog.random(random, 250, 120, texts);
        try (var driver = new BalancingDriver(PLANS)) {
            int middle = random.nextInt(log.size());
            driver.send(log.subList(0, middle));
            driver.settle();
            driver.assertThatSamplesAreThoseOf(LabelledLog.standing(log.subList(0, middle)));
            driver.send(log.subList(middle, log.size()));
            driver.settle();
            driver.assertThatSamplesAreThoseOf(LabelledLog.standing(log));
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void orderAndDuplicatesMakeNoDifference(@ForAll long seed) {
        var random = new Random(seed);
        Map<String, LabeledTurn> standing = LabelledLog.standing(LabelledLog.random(random, 200, 150, 60));
        var log = new ArrayList<LabelledLog.Change>();
        standing.forEach((messageId, turn) -> {
            log.add(new LabelledLog.Change(messageId, turn));
            log.add(new LabelledLog.Change(messageId, turn));
        });
        Collections.shuffle(log, random);
        try (var driver = new BalancingDriver(PLANS)) {
            driver.send(log);
            driver.settle();
            driver.assertThatSamplesAreThoseOf(standing);
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void afterRelabellingAndForgettingSamplesAndCountsAreThoseOfARunThatNeverSawTheOldOnes(@ForAll long seed) {
        var random = new Random(seed);
        Map<String, LabeledTurn> first = LabelledLog.standing(LabelledLog.random(random, 260, 200, 120));
        Set<String> forgotten =
                users(first).stream().filter(user -> random.nextInt(20) == 0).collect(Collectors.toSet());
        try (var driver = new BalancingDriver(PLANS)) {
            first.forEach(driver::send);
            driver.settle();
            var later = new TreeMap<>(first);
            first.forEach((messageId, turn) -> {
                if (forgotten.contains(String.valueOf(turn.getUserHash()))) {
                    later.remove(messageId);
                    driver.send(messageId, null);
                } else if (random.nextInt(10) == 0) {
                    later.put(messageId, relabelled(turn));
                    driver.send(messageId, relabelled(turn));
                }
            });
            driver.settle();
            driver.assertThatSamplesAreThoseOf(later);
            assertThat(driver.labelCounts()).isEqualTo(counted(later));
            assertThat(driver.standing("even").values())
                    .noneMatch(turn -> forgotten.contains(String.valueOf(turn.getUserHash())));
        }
    }

    private static Map<String, Long> counted(Map<String, LabeledTurn> turns) {
        return turns.values().stream()
                .flatMap(turn -> turn.getMemberships().stream()
                        .map(membership -> String.join(
                                "/",
                                membership.getDataset().name(),
                                membership.getStratum(),
                                membership.getPosition().name(),
                                String.valueOf(turn.getLabel()))))
                .collect(Collectors.groupingBy(cell -> cell, TreeMap::new, Collectors.counting()));
    }

    private static LabeledTurn relabelled(LabeledTurn turn) {
        return LabeledTurn.newBuilder(turn).setLabel(1 - turn.getLabel()).build();
    }

    private static Set<String> users(Map<String, LabeledTurn> turns) {
        return turns.values().stream()
                .map(turn -> String.valueOf(turn.getUserHash()))
                .collect(Collectors.toSet());
    }
}
