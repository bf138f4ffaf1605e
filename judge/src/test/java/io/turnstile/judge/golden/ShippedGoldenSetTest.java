package io.turnstile.judge.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.judge.agreement.LengthBaseline;
import io.turnstile.judge.golden.GoldenTurn.Difficulty;
import io.turnstile.judge.golden.GoldenTurn.Stratum;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the golden set promises, so that a judge can be measured by it. */
class ShippedGoldenSetTest {

    private static final Pattern REFERENCE = Pattern.compile("(?<!\\S)[#@]\\w");
    private static final int GRAM = 5;

    private final GoldenSet golden = GoldenSet.shipped();

    @Test
    void itHasTwoHundredTurnsAndMoreWithIdsOfTheirOwn() {
        assertThat(golden.turns()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(golden.turns()).extracting(GoldenTurn::id).doesNotHaveDuplicates();
        assertThat(golden.turns()).allSatisfy(turn -> assertThat(turn.id()).matches("g1-\\d{3}"));
    }

    /** Both as a whole, and in the half that nothing is tuned on. */
    @Test
    void theClassesAreBalanced() {
        assertThat(reasoningShare(golden.turns())).isBetween(0.45, 0.55);
        assertThat(reasoningShare(golden.those(GoldenTurn::isHeldOut))).isBetween(0.40, 0.60);
        assertThat(golden.those(GoldenTurn::isHeldOut).size()).isBetween(90, 130);
    }

    @Test
    void everyStratumHasBothClassesInBothDifficulties() {
        for (var stratum : Stratum.values()) {
            for (var difficulty : Difficulty.values()) {
                for (int label : new int[] {0, 1}) {
                    assertThat(golden.those(turn -> turn.stratum() == stratum
                                    && turn.difficulty() == difficulty
                                    && turn.label() == label))
                            .as(stratum + " " + difficulty + " " + label)
                            .hasSizeGreaterThanOrEqualTo(5);
                }
            }
        }
    }

    @Test
    void manyLanguagesHaveBothClasses() {
        Set<String> languages =
                golden.turns().stream().map(GoldenTurn::language).collect(Collectors.toSet());

        assertThat(languages).contains("en", "de", "es", "fr", "pt", "ja", "zh", "ko", "ru", "hi");
        assertThat(golden.those(turn -> !turn.language().equals("en"))).hasSizeGreaterThanOrEqualTo(40);
        assertThat(languages)
                .allSatisfy(language -> assertThat(reasoningShare(
                                golden.those(turn -> turn.language().equals(language))))
                        .as(language)
                        .isBetween(0.4, 0.6));
    }

    @Test
    void noTwoTurnsAreNearlyTheSame() {
        List<Set<String>> grams =
                golden.turns().stream().map(turn -> grams(content(turn))).toList();
        for (int i = 0; i < grams.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(similarity(grams.get(i), grams.get(j)))
                        .as(golden.turns().get(i).id() + " and "
                                + golden.turns().get(j).id())
                        .isLessThan(0.5);
            }
        }
    }

    @Test
    void reasonsAreSentencesOfTheirOwn() {
        assertThat(golden.turns())
                .extracting(GoldenTurn::reason)
                .allSatisfy(reason -> assertThat(reason).endsWith(".").hasSizeGreaterThan(20));
        assertThat(golden.turns().stream().map(GoldenTurn::reason).distinct().count())
                .isGreaterThan(golden.turns().size() * 9L / 10);
    }

    @Test
    void referencesAreCountedAsRoutingCountsThem() {
        assertThat(golden.turns())
                .allSatisfy(turn -> assertThat(turn.references()).as(turn.id()).isEqualTo((int)
                        REFERENCE.matcher(turn.text()).results().count()));
    }

    /** The best threshold in hindsight, which flatters the rule: even so it finds little. */
    @Test
    void lengthDoesNotTellTheLabel() {
        assertThat(bestOn(turn -> turn.text().length())).isLessThan(0.25);
    }

    @Test
    void norDoesTheLengthOfTextAndHistory() {
        assertThat(bestOn(turn -> content(turn).length())).isLessThan(0.25);
    }

    @Test
    void norDoesTheTurnsNumber() {
        assertThat(bestOn(GoldenTurn::turnNumber)).isLessThan(0.25);
    }

    private double bestOn(ToIntFunction<GoldenTurn> measure) {
        return LengthBaseline.of(golden.turns().stream()
                        .map(turn -> new LengthBaseline.Case(measure.applyAsInt(turn), turn.label()))
                        .toList())
                .best()
                .kappa();
    }

    private static double reasoningShare(List<GoldenTurn> turns) {
        return (double) turns.stream().filter(turn -> turn.label() == 0).count() / turns.size();
    }

    private static String content(GoldenTurn turn) {
        return turn.history().stream()
                .map(earlier -> earlier.userText() + "\n" + earlier.modelText() + "\n")
                .collect(Collectors.joining("", "", turn.text()));
    }

    private static Set<String> grams(String text) {
        return IntStream.rangeClosed(0, Math.max(0, text.length() - GRAM))
                .mapToObj(start -> text.substring(start, Math.min(text.length(), start + GRAM)))
                .collect(Collectors.toSet());
    }

    /** Jaccard's. */
    private static double similarity(Set<String> one, Set<String> other) {
        var shared = new HashSet<>(one);
        shared.retainAll(other);
        return (double) shared.size() / (one.size() + other.size() - shared.size());
    }
}
