package io.turnstile.judge.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RubricPropertiesTest {

    private static final Pattern CRITERION_NAME = Pattern.compile("[A-Z]{2,}(?:_[A-Z]+)*");

    @Property(tries = 300)
    void everyInputGetsAScoreAndTheLabelOfTheThreshold(@ForAll("inputs") RubricInput input) {
        var assessment = Rubric.assess(input);

        assertThat(assessment.score()).isBetween(1, 5);
        assertThat(assessment.label()).isEqualTo(assessment.score() >= Rubric.THRESHOLD ? 0 : 1);
        assertThat(assessment.confidence()).isBetween(0.5, 1.0);
    }

    @Property(tries = 100)
    void equalInputsGetEqualAssessments(@ForAll("inputs") RubricInput input) {
        var copy = new RubricInput(
                new String(input.text().toCharArray()), input.turnNumber(), input.history(), input.referenceCount());

        assertThat(Rubric.assess(copy)).isEqualTo(Rubric.assess(input));
    }

    @Property(tries = 300)
    void theRationaleNamesExactlyTheCriteriaMet(@ForAll("inputs") RubricInput input) {
        var assessment = Rubric.assess(input);

        var named = CRITERION_NAME
                .matcher(assessment.rationale())
                .results()
                .map(match -> match.group())
                .toList();
        assertThat(named)
                .containsExactlyElementsOf(
                        assessment.criteria().stream().map(Enum::name).toList());
    }

    /** The rationale is a function of the criteria alone, so no character of a text can reach it. */
    @Property(tries = 300)
    void theRationaleQuotesNothing(@ForAll("inputs") RubricInput input) {
        var assessment = Rubric.assess(input);

        assertThat(assessment.rationale())
                .isEqualTo(Rubric.assessmentOf(assessment.criteria()).rationale());
    }

    @Property(tries = 300)
    void theScoreIsTheSumOfTheCriteriaWithinItsBounds(@ForAll Set<Criterion> met) {
        var criteria = met.isEmpty() ? EnumSet.noneOf(Criterion.class) : EnumSet.copyOf(met);
        int sum = 2 + criteria.stream().mapToInt(Criterion::points).sum();

        assertThat(Rubric.assessmentOf(criteria).score()).isEqualTo(Math.max(1, Math.min(5, sum)));
    }

    @Property(tries = 100)
    void confidenceGrowsWithTheDistanceToTheThreshold(@ForAll Set<Criterion> met) {
        var criteria = met.isEmpty() ? EnumSet.noneOf(Criterion.class) : EnumSet.copyOf(met);
        var assessment = Rubric.assessmentOf(criteria);
        double[] expected = {0.8, 0.6, 0.6, 0.8, 1.0};

        assertThat(assessment.confidence()).isCloseTo(expected[assessment.score() - 1], within(1e-9));
    }

    /** Texts that would hang a backtracking matcher or blow up when they are normalised; each is half a megabyte. */
    @Property(tries = 40, generation = GenerationMode.EXHAUSTIVE)
    void hugeHostileTextsAreAssessed(@ForAll("seeds") String seed) {
        var huge = seed.repeat(500_000 / seed.length());

        assertThat(Rubric.assess(new RubricInput(huge, 1, List.of(), 0)).score())
                .isBetween(1, 5);
    }

    @Provide
    Arbitrary<RubricInput> inputs() {
        var history = Combinators.combine(texts(), texts())
                .as(EarlierTurn::new)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(
                        texts(),
                        Arbitraries.integers(),
                        history,
                        Arbitraries.integers().between(0, 10))
                .as(RubricInput::new);
    }

    @Provide
    Arbitrary<String> seeds() {
        return Arbitraries.of(
                "a",
                "\u0301\u0323",
                "\ufdfa",
                "\ud800",
                "\udc00",
                "please ",
                "x.java ",
                "```",
                "- ",
                "- a\n",
                " ",
                "\n",
                "{;\n",
                "error ",
                "at a.b(",
                "then ",
                "add a ",
                "ｱ",
                "か\u3099",
                "взаимн",
                "@a ",
                "a.",
                "0x");
    }

    /** Any UTF-16 string, lone surrogates included, with words of the vocabularies among it. */
    private static Arbitrary<String> texts() {
        var any = Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(30);
        var words = Arbitraries.of(words());
        return Arbitraries.oneOf(any, words, words).list().ofMaxSize(15).map(parts -> String.join(" ", parts));
    }

    private static List<String> words() {
        var words = new ArrayList<>(Arrays.asList("```", "\n- ", "\n1. ", "deadlock", "rename", "explain", "why does"));
        words.addAll(
                List.of("refactor", "slow", "continue", "implement", "service", "typo", "error: ", "then", "must"));
        words.addAll(List.of("重构", "死锁", "設計", "почему", "O(n)", "improve", "remove", "run", "a.ts", "OAuth"));
        return words;
    }
}
