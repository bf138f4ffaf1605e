package io.turnstile.plan;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SamplePropertiesTest {

    @Property
    void orderAndRepetitionDoNotMatter(
            @ForAll @From("candidates") List<Candidate> candidates,
            @ForAll @From("plans") Plan plan,
            @ForAll Random random) {
        var again = new ArrayList<>(candidates);
        candidates.stream().filter(candidate -> random.nextBoolean()).forEach(again::add);
        Collections.shuffle(again, random);

        assertThat(Sample.of(plan, again)).isEqualTo(Sample.of(plan, candidates));
    }

    @Property
    void itIsThatOfTheDefinition(
            @ForAll @From("candidates") List<Candidate> candidates, @ForAll @From("plans") Plan plan) {
        List<Candidate> capped = cappedByDefinition(plan.pool(), candidates);
        Sample sample = Sample.of(plan, candidates);

        assertThat(Sample.capped(plan.pool(), candidates)).containsExactlyElementsOf(capped);
        plan.quotas().forEach((share, quota) -> {
            var cells = capped.stream()
                    .filter(candidate -> candidate.share().equals(share))
                    .collect(groupingBy(Candidate::cell));
            var counts = cells.keySet().stream()
                    .collect(Collectors.toMap(
                            cell -> cell, cell -> cells.get(cell).size()));
            var seats = Allocation.of(counts, plan.weights(), quota);
            var expected = seats.keySet().stream()
                    .flatMap(cell -> cells.get(cell).stream().sorted().limit(seats.get(cell)))
                    .sorted()
                    .toList();
            assertThat(sample.drawn().get(share)).isEqualTo(expected);
            assertThat(sample.available().get(share)).isEqualTo(counts);
        });
    }

    @Property
    void theSampleOfAllIsAmongTheFirstOfEachPart(
            @ForAll @From("candidates") List<Candidate> candidates,
            @ForAll @From("plans") Plan plan,
            @ForAll @IntRange(min = 1, max = 5) int parts,
            @ForAll Random random) {
        Collection<List<Candidate>> byPart = Sample.capped(plan.pool(), candidates).stream()
                .collect(groupingBy(candidate -> random.nextInt(parts)))
                .values();
        List<Candidate> firstOfParts =
                byPart.stream().flatMap(part -> firstOfCells(plan, part)).toList();

        assertThat(Sample.of(plan, firstOfParts).drawn())
                .isEqualTo(Sample.of(plan, candidates).drawn());
    }

    @Property
    void whatWasNotDrawnAndHoldsNobodyBackMayGo(
            @ForAll @From("candidates") List<Candidate> candidates,
            @ForAll @From("plans") Plan plan,
            @ForAll Random random) {
        Set<Candidate> drawn = drawn(Sample.of(plan, candidates));
        List<Candidate> mayGo = candidates.stream()
                .filter(candidate -> !drawn.contains(candidate))
                .filter(candidate -> isAlone(candidate, Candidate::conversationId, candidates))
                .filter(candidate -> isAlone(candidate, Candidate::duplicates, candidates))
                .filter(candidate -> random.nextBoolean())
                .toList();
        Assume.that(!mayGo.isEmpty());
        var rest = new ArrayList<>(candidates);
        rest.removeAll(mayGo);

        assertThat(Sample.of(plan, rest).drawn())
                .isEqualTo(Sample.of(plan, candidates).drawn());
    }

    @Property
    void noTextAndNoCappedConversationIsInTwoSplitsOrOverItsCap(
            @ForAll @From("candidates") List<Candidate> candidates, @ForAll @From("plans") Plan plan) {
        Set<Candidate> drawn = drawn(Sample.of(plan, candidates));

        if (!plan.pool().capPerConversation().isNone()) {
            assertWithin(
                    plan.pool().capPerConversation(),
                    drawn.stream()
                            .collect(groupingBy(Candidate::conversationId))
                            .values());
        }
        assertWithin(
                plan.pool().capPerText(),
                drawn.stream().collect(groupingBy(Candidate::duplicates)).values());
    }

    @Property
    void fiftyFiftyAndSeventyThirtyNest(
            @ForAll @From("candidates") List<Candidate> candidates, @ForAll @From("plans") Plan plan) {
        Sample even = Sample.of(with(plan, plan.size(), new Ratio(50, 50)), candidates);
        Sample natural = Sample.of(with(plan, plan.size(), new Ratio(70, 30)), candidates);

        for (Split split : Split.values()) {
            assertThat(natural.drawn().get(new Share(split, 0)))
                    .containsAll(even.drawn().get(new Share(split, 0)));
            assertThat(even.drawn().get(new Share(split, 1)))
                    .containsAll(natural.drawn().get(new Share(split, 1)));
        }
    }

    @Property
    void ofWholeHundredsTheLargerPlanHoldsTheSmaller(
            @ForAll @From("plans") Plan plan,
            @ForAll @IntRange(min = 1, max = 8) int hundreds,
            @ForAll @IntRange(min = 1, max = 8) int more) {
        List<Candidate> candidates = Sets.distinct(700, 1);

        Sample smaller = Sample.of(with(plan, 100 * hundreds, plan.ratio()), candidates);
        Sample larger = Sample.of(with(plan, 100 * (hundreds + more), plan.ratio()), candidates);

        smaller.drawn()
                .forEach((share, drawn) -> assertThat(larger.drawn().get(share)).containsAll(drawn));
    }

    private static List<Candidate> cappedByDefinition(Pool pool, List<Candidate> candidates) {
        List<Candidate> ofConversations = pool.capPerConversation().isNone()
                ? candidates
                : candidates.stream().collect(groupingBy(Candidate::conversationId)).values().stream()
                        .flatMap(group -> pool.capPerConversation().of(group).stream())
                        .toList();
        return ofConversations.stream().collect(groupingBy(Candidate::duplicates)).values().stream()
                .flatMap(group -> pool.capPerText().of(group).stream())
                .sorted()
                .toList();
    }

    /** What a partition has to keep: of each cell the first, as many as the class's quota. */
    private static Stream<Candidate> firstOfCells(Plan plan, List<Candidate> part) {
        return part.stream()
                .collect(groupingBy(candidate -> List.of(candidate.share(), candidate.cell())))
                .values()
                .stream()
                .flatMap(members -> members.stream()
                        .sorted()
                        .limit(plan.quotas().get(members.get(0).share())));
    }

    private static <K> boolean isAlone(Candidate candidate, Function<Candidate, K> group, List<Candidate> candidates) {
        K own = group.apply(candidate);
        return candidates.stream()
                        .filter(other -> group.apply(other).equals(own))
                        .count()
                == 1;
    }

    private static void assertWithin(Cap cap, Collection<List<Candidate>> groups) {
        assertThat(groups).allSatisfy(group -> {
            assertThat(group).hasSizeLessThanOrEqualTo(cap.limit());
            assertThat(group.stream().map(Candidate::split).distinct()).hasSize(1);
        });
    }

    private static Set<Candidate> drawn(Sample sample) {
        var drawn = new HashSet<Candidate>();
        sample.drawn().values().forEach(drawn::addAll);
        return drawn;
    }

    private static Plan with(Plan plan, int size, Ratio ratio) {
        return new Plan(plan.name(), plan.pool(), size, ratio, plan.weights());
    }

    @Provide
    Arbitrary<List<Candidate>> candidates() {
        return Sets.candidates(80);
    }

    @Provide
    Arbitrary<Plan> plans() {
        return Sets.plans(100);
    }
}
