package io.turnstile.datasets.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statistics of the router, over features that are quick to make: how often each letter stands in a text. */
class LightRouterTest {

    private static final RouterConfiguration CONFIGURATION = new RouterConfiguration(400, 200, 1_000, 10, 1);

    @Test
    void whatTheTextsTellIsLearntAndLengthDoesNotTellIt() {
        var report = LightRouter.evaluate(data(text -> text), CONFIGURATION, LightRouterTest::letters);

        assertThat(report.evaluations())
                .extracting(RouterEvaluation::split)
                .containsExactly("validation", "test", "test.natural");
        assertThat(report.evaluations()).allSatisfy(evaluation -> {
            assertThat(evaluation.router().auc()).isGreaterThan(0.9);
            assertThat(evaluation.router().balancedAccuracy()).isGreaterThan(0.8);
            assertThat(evaluation.length().auc()).isBetween(0.35, 0.65);
        });
        assertThat(report.trainRows()).isEqualTo(400);
        assertThat(report.trainRowsAvailable()).isEqualTo(5_000);
    }

    @Test
    void whatLengthTellsTheBaselineShows() {
        var report = LightRouter.evaluate(
                data(text -> text.startsWith("a") ? text + " " + text : text), CONFIGURATION, LightRouterTest::letters);

        assertThat(report.evaluations())
                .allSatisfy(evaluation -> assertThat(evaluation.length().auc()).isGreaterThan(0.95));
    }

    @Test
    void shuffledLabelsAreAtChance() {
        var report = LightRouter.evaluate(data(text -> text), CONFIGURATION, LightRouterTest::letters);

        assertThat(report.controlSplit()).isEqualTo("test");
        assertThat(report.control().isAtChance()).isTrue();
        assertThat(report.control().auc()).isBetween(0.3, 0.7);
        assertThat(report.control().aucDeviation()).isPositive();
    }

    @Test
    void shufflingMovesLabelsAndLosesNone() {
        int[] labels = IntStream.range(0, 100).map(i -> i < 30 ? 0 : 1).toArray();

        int[] shuffled = LightRouter.shuffled(labels, new SplittableRandom(1));

        assertThat(shuffled).isNotEqualTo(labels);
        assertThat(Arrays.stream(shuffled).sum()).isEqualTo(70);
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        var data = data(text -> text);
        var report = LightRouter.evaluate(data, CONFIGURATION, LightRouterTest::letters);

        assertThat(LightRouter.evaluate(data, CONFIGURATION, LightRouterTest::letters))
                .isEqualTo(report);
        assertThat(LightRouter.evaluate(data, new RouterConfiguration(400, 200, 1_000, 10, 2), LightRouterTest::letters)
                        .control())
                .isNotEqualTo(report.control());
    }

    @Test
    void eachTextIsEmbeddedOnce() {
        var embedded = new ArrayList<String>();
        LightRouter.evaluate(data(text -> text), CONFIGURATION, texts -> {
            embedded.addAll(texts);
            return letters(texts);
        });

        assertThat(embedded).doesNotHaveDuplicates().hasSizeLessThan(400 + 3 * 200);
    }

    @Test
    void oneClassCannotBeLearnt() {
        var one = new RouterSplit("train", List.of(new LabelledText("a", 0), new LabelledText("b", 0)), 2);
        var both = new RouterSplit("test", List.of(new LabelledText("a", 0), new LabelledText("b", 1)), 2);

        for (var data : List.of(new RouterData(one, List.of(both)), new RouterData(both, List.of(one)))) {
            assertThatThrownBy(() -> LightRouter.evaluate(data, CONFIGURATION, LightRouterTest::letters))
                    .isInstanceOf(RouterException.class)
                    .hasMessageContaining("both classes");
        }
    }

    @Test
    void fromAFewTurnsOfAClassNothingIsLearnt() {
        var random = new SplittableRandom(3);
        var data = new RouterData(
                split("train", 9, 9, random, text -> text), List.of(split("test", 20, 20, random, text -> text)));

        assertThatThrownBy(() -> LightRouter.evaluate(data, CONFIGURATION, LightRouterTest::letters))
                .isInstanceOf(RouterException.class)
                .hasMessageContaining("10 of each in train");
    }

    @Test
    void theReportIsForPeopleAndForPrograms() {
        var metrics = new Metrics(200, 0.8, 0.75, 0.5, 0.875, 0.9);
        var length = new Metrics(200, 0.5, Double.NaN, 0.5, 0.5, Double.NaN);
        var report = new RouterReport(
                1,
                400,
                5_000,
                List.of(new RouterEvaluation("test", metrics, length)),
                "test",
                new ShuffledControl(10, 0.501, 0.02, 0.498, 0.03, true));

        assertThat(report.text())
                .contains("trained on   400 of 5000 rows of train\n")
                .contains(
                        "test                router         200     0.800     0.750         0.500          0.875    0.900\n")
                .contains("10 times with shuffled labels, on test: balanced accuracy 0.501 (sd 0.020), ROC AUC 0.498"
                        + " (sd 0.030): at chance\n")
                .endsWith("they are a judge's.\n");
        assertThat(report.json().at("/evaluations/0/router/roc_auc").asDouble()).isEqualTo(0.9);
        assertThat(report.json().at("/evaluations/0/length_alone/roc_auc").isNull())
                .isTrue();
        assertThat(report.json().at("/shuffled_labels/at_chance").asBoolean()).isTrue();
    }

    @Test
    void settingsAreRead() {
        var settings = Settings.resolve(
                RouterConfiguration.SETTINGS,
                Map.of("datasets.router-train-rows", "30", "datasets.router-seed", "9"),
                Map.of(),
                Map.of());

        assertThat(RouterConfiguration.from(settings)).isEqualTo(new RouterConfiguration(30, 1_000, 1_000, 10, 9));
    }

    @ParameterizedTest
    @CsvSource({"datasets.router-train-rows,19", "datasets.router-shuffles,2", "datasets.router-max-chars,all"})
    void settingsOutOfRangeAreRefused(String key, String value) {
        assertThatThrownBy(() -> Settings.resolve(RouterConfiguration.SETTINGS, Map.of(key, value), Map.of(), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key);
    }

    private interface Change {
        String of(String text);
    }

    /** Texts of one class have more of the first letters of the alphabet; as long are both. */
    private static RouterData data(Change change) {
        var random = new SplittableRandom(3);
        var validation = split("validation", 100, 100, random, change);
        var test = split("test", 100, 100, random, change);
        var natural = new ArrayList<>(test.texts());
        natural.removeIf(text -> text.label() == 0 && random.nextInt(4) > 0);
        return new RouterData(
                split("train", 200, 200, random, change),
                List.of(
                        validation,
                        test,
                        new RouterSplit("test.natural", natural, natural.size()),
                        new RouterSplit("validation.natural", List.of(), 0)));
    }

    private static RouterSplit split(String name, int reasoning, int others, SplittableRandom random, Change change) {
        var texts = IntStream.range(0, reasoning + others)
                .mapToObj(i -> new LabelledText(
                        change.of((i % 2 == 0 ? "a" : "z")
                                + random.ints(30, 0, i % 2 == 0 ? 18 : 26)
                                        .mapToObj(letter -> Character.toString('a' + letter))
                                        .collect(Collectors.joining())),
                        i % 2))
                .toList();
        return new RouterSplit(name, texts, 5_000);
    }

    private static double[][] letters(List<String> texts) {
        return texts.stream()
                .map(text -> IntStream.rangeClosed('a', 'z')
                        .mapToDouble(letter ->
                                text.chars().filter(it -> it == letter).count())
                        .toArray())
                .toArray(double[][]::new);
    }
}
