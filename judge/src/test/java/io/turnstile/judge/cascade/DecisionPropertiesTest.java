package io.turnstile.judge.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.turnstile.judge.answer.DimensionScores;
import io.turnstile.judge.answer.JudgeAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecisionPropertiesTest {

    private static final int THRESHOLD = 3;
    private static final List<String> CRITERIA = List.of("A", "B", "C");

    @Property(tries = 500)
    void theMajorityDecides(@ForAll("oddBallots") List<Ballot> ballots) {
        var decision = Decision.of(ballots, CRITERIA);

        long ones =
                ballots.stream().filter(ballot -> ballot.answer().label() == 1).count();
        assertThat(decision.label()).isEqualTo(2 * ones > ballots.size() ? 1 : 0);
    }

    @Property(tries = 500)
    void theScoreAgreesWithTheLabelAndWasGivenByAVote(@ForAll("oddBallots") List<Ballot> ballots) {
        var decision = Decision.of(ballots, CRITERIA);

        assertThat(decision.label()).isEqualTo(decision.score() >= THRESHOLD ? 0 : 1);
        assertThat(ballots).anyMatch(ballot -> ballot.answer().score() == decision.score());
    }

    @Property(tries = 500)
    void theConfidenceIsBetweenAHalfAndTheSurestVote(@ForAll("oddBallots") List<Ballot> ballots) {
        double surest = ballots.stream()
                .mapToDouble(ballot -> ballot.answer().confidence())
                .max()
                .orElseThrow();

        assertThat(Decision.of(ballots, CRITERIA).confidence()).isBetween(0.5, surest);
    }

    @Property(tries = 300)
    void theOrderOfTheVotesDecidesNothingButWhoSpeaks(
            @ForAll("oddBallots") List<Ballot> ballots, @ForAll Random random) {
        var shuffled = new ArrayList<>(ballots);
        Collections.shuffle(shuffled, random);
        var one = Decision.of(ballots, CRITERIA);
        var other = Decision.of(shuffled, CRITERIA);

        assertThat(other.label()).isEqualTo(one.label());
        assertThat(other.score()).isEqualTo(one.score());
        assertThat(other.confidence()).isCloseTo(one.confidence(), within(1e-12));
        assertThat(other.dimensions()).isEqualTo(one.dimensions());
        assertThat(other.criteriaMet()).isEqualTo(one.criteriaMet());
        assertThat(other.spokesman().confidence()).isEqualTo(one.spokesman().confidence());
    }

    @Property(tries = 300)
    void whoSpeaksVotedForTheLabel(@ForAll("oddBallots") List<Ballot> ballots) {
        var decision = Decision.of(ballots, CRITERIA);

        assertThat(decision.spokesman().label()).isEqualTo(decision.label());
        assertThat(ballots).extracting(Ballot::answer).contains(decision.spokesman());
    }

    @Property(tries = 200)
    void aSingleVoteIsTheDecision(@ForAll("ballots") Ballot ballot) {
        var decision = Decision.of(List.of(ballot), CRITERIA);
        var answer = ballot.answer();

        assertThat(decision.score()).isEqualTo(answer.score());
        assertThat(decision.confidence()).isEqualTo(answer.confidence());
        assertThat(decision.dimensions()).isEqualTo(answer.dimensions());
        assertThat(decision.criteriaMet()).containsExactlyInAnyOrderElementsOf(answer.criteriaMet());
        assertThat(decision.softLabel()).isEqualTo(ballot.softLabel());
    }

    @Property(tries = 100)
    void anEvenNumberOfVotesIsRefused(@ForAll("oddBallots") List<Ballot> ballots) {
        assertThatThrownBy(() -> Decision.of(ballots.subList(1, ballots.size()), CRITERIA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void confidenceIsTheMeanOfWhatEachVoteGivesToTheLabel() {
        var decision = Decision.of(List.of(vote(4, 0.9), vote(5, 0.8), vote(1, 0.7)), CRITERIA);

        assertThat(decision.label()).isZero();
        assertThat(decision.score()).isEqualTo(4);
        assertThat(decision.confidence()).isCloseTo((0.9 + 0.8 + 0.3) / 3, within(1e-12));
    }

    @Example
    void aSureMinorityLeavesTheMajorityAtAHalf() {
        assertThat(Decision.of(List.of(vote(3, 0.5), vote(3, 0.5), vote(1, 1)), CRITERIA)
                        .confidence())
                .isEqualTo(0.5);
    }

    @Example
    void softLabelsAreAveragedIfAllVotesHaveOne() {
        var all = List.of(soft(0.2), soft(0.4), soft(0.9));
        var some = List.of(soft(0.2), soft(0.4), vote(1, 1));

        assertThat(Decision.of(all, CRITERIA).softLabel().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(Decision.of(some, CRITERIA).softLabel()).isEmpty();
    }

    @Provide
    Arbitrary<List<Ballot>> oddBallots() {
        return Arbitraries.integers()
                .between(0, 3)
                .flatMap(pairs -> ballots().list().ofSize(2 * pairs + 1));
    }

    @Provide
    Arbitrary<Ballot> ballots() {
        var scores = Arbitraries.integers().between(1, 5);
        var confidences = Arbitraries.doubles().between(0.5, 1).ofScale(3);
        var dimensions = Combinators.combine(scores, scores, scores, scores).as(DimensionScores::new);
        var met = Arbitraries.of(CRITERIA).set().map(List::copyOf);
        return Combinators.combine(scores, confidences, dimensions, met)
                .as((score, confidence, kinds, criteria) ->
                        new Ballot(answer(score, confidence, kinds, criteria), OptionalDouble.empty()));
    }

    private static Ballot vote(int score, double confidence) {
        return new Ballot(
                answer(score, confidence, new DimensionScores(1, 1, 1, 1), List.of()), OptionalDouble.empty());
    }

    private static Ballot soft(double softLabel) {
        return new Ballot(vote(1, 1).answer(), OptionalDouble.of(softLabel));
    }

    private static JudgeAnswer answer(int score, double confidence, DimensionScores dimensions, List<String> met) {
        return new JudgeAnswer(List.of(), "because", met, dimensions, score, confidence, score >= THRESHOLD ? 0 : 1);
    }
}
