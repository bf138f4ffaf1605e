package io.turnstile.judge.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.judge.answer.DimensionScores;
import io.turnstile.judge.answer.JudgeAnswer;
import io.turnstile.judge.rubric.Assessment;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CascadeRulesTest {

    private static final CascadeRules RULES = new CascadeRules(3, 0.7, 3, 3);

    @Test
    void aSureVoteFarFromTheBoundaryIsEnough() {
        assertThat(RULES.doubts(vote(5, 0.9), rubric(4), false)).isEmpty();
        assertThat(RULES.votesAfter(vote(5, 0.9), rubric(4), false)).isEqualTo(1);
    }

    @Test
    void lowConfidenceIsADoubt() {
        assertThat(RULES.doubts(vote(5, 0.69), rubric(4), false)).containsExactly(Doubt.LOW_CONFIDENCE);
        assertThat(RULES.doubts(vote(5, 0.7), rubric(4), false)).isEmpty();
        assertThat(RULES.votesAfter(vote(5, 0.69), rubric(4), false)).isEqualTo(3);
    }

    @Test
    void theThresholdItselfIsADoubt() {
        assertThat(RULES.doubts(vote(3, 1), rubric(3), false)).containsExactly(Doubt.ON_THE_BOUNDARY);
        assertThat(RULES.doubts(vote(2, 1), rubric(2), false)).isEmpty();
        assertThat(RULES.doubts(vote(4, 1), rubric(4), false)).isEmpty();
    }

    @Test
    void aStrongDisagreementOfTheRubricIsADoubt() {
        assertThat(RULES.doubts(vote(1, 1), rubric(4), false)).containsExactly(Doubt.RUBRIC_DISAGREES);
        assertThat(RULES.doubts(vote(5, 1), rubric(2), false)).containsExactly(Doubt.RUBRIC_DISAGREES);
        assertThat(RULES.doubts(vote(1, 1), rubric(3), false)).isEmpty();
    }

    @Test
    void atAnotherThresholdADistanceWithoutAnotherLabelIsNone() {
        var late = new CascadeRules(3, 0.7, 2, 5);
        var easy = new JudgeAnswer(List.of(), "", List.of(), new DimensionScores(1, 1, 1, 1), 4, 1, 1);

        assertThat(late.doubts(easy, rubric(2), false)).isEmpty();
    }

    @Test
    void aSuspectedInjectionIsADoubt() {
        assertThat(RULES.doubts(vote(5, 1), rubric(5), true)).containsExactly(Doubt.INJECTION_SUSPECTED);
        assertThat(RULES.votesAfter(vote(5, 1), rubric(5), true)).isEqualTo(3);
    }

    @Test
    void withOneVoteConfiguredThereIsOneInDoubt() {
        assertThat(new CascadeRules(1, 0.7, 3, 3).votesAfter(vote(3, 0.5), rubric(1), true))
                .isEqualTo(1);
    }

    private static JudgeAnswer vote(int score, double confidence) {
        return new JudgeAnswer(
                List.of(), "", List.of(), new DimensionScores(1, 1, 1, 1), score, confidence, score >= 3 ? 0 : 1);
    }

    private static Assessment rubric(int score) {
        return new Assessment(Set.of(), score, score >= 3 ? 0 : 1, 0.8, "");
    }
}
