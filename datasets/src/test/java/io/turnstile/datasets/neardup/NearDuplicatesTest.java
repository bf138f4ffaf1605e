package io.turnstile.datasets.neardup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.turnstile.config.ConfigurationException;
import io.turnstile.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearDuplicatesTest {

    private static final NearDuplicateConfiguration DEFAULTS = NearDuplicateConfiguration.defaults();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fix the failing test in the login module | fix the  FAILING test in the login\tmodule",
                "Fix the failing test in the login module | Fix the failing test in the login modul",
                "Fix the failing test in the login module | Fix teh failing test in the login module",
                "Why does the build fail on line 120 of main.ts? | Why does the build fail on line 347 of main.ts?",
                "Add a unit test for src/api/users/create.ts, run it, and tell me what it covers and what not | Add a unit test for src/api/users/delete.ts, run it, and tell me what it covers and what not",
                "Please refactor the parser so that it no longer allocates, then run the benchmarks | Refactor the parser so that it no longer allocates, then run the benchmarks",
                "Почини падающий тест в модуле авторизации | Почини падающии тест в модуле авторизации",
                "请修复登录模块中失败的单元测试，并且在完成之后运行全部的测试用例 | 请修复登陆模块中失败的单元测试，并且在完成之后运行全部的测试用例",
                "Ship the new landing page today 🚀 | Ship the new landing page today 🔥",
            })
    void findsTextsThatDifferInLittle(String left, String right) {
        assertThat(areNear(left, right)).isTrue();
    }

    /** Text is compared, not meaning: docs/datasets-quality.md says so. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Use the existing cache for the session lookups in the gateway | Do not use the existing cache for the session lookups in the gateway",
                "First run the linter over the sources, then run the tests | First run the tests over the sources, then run the linter",
            })
    void takesOppositesForNearIfTheirLettersAre(String left, String right) {
        assertThat(areNear(left, right)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ok | okay",
                "fix | fix it",
                "continue | continue please",
                "option 1 | option 2",
                "use it | do not use it",
                "rename foo to bar | rename bar to foo",
                "修复登录错误 | 修复登出错误",
                "👍 | 👎",
                "fix the failing test in the login module | in the module login the test failing fix",
                "Fix the failing test in the login module | Fix the failing test in the payment service",
                "Explain how the scheduler picks the next task | Explain why the scheduler starves the last task",
                "Fix the failing test in the login module | Behebe den fehlschlagenden Test im Anmeldemodul",
            })
    void leavesOthersApart(String left, String right) {
        assertThat(areNear(left, right)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "ok", "fix", "🚀", "修"})
    void aShortTextMatchesItselfOnly(String text) {
        var texts = List.of(
                new Text("long", "Fix the failing test in the module " + text + " and explain what was wrong"),
                new Text("same", text),
                new Text("other", text + "x"),
                new Text("given", "\t" + text + "\n"));

        var clusters = NearDuplicates.clusters(texts, DEFAULTS).ofTexts();

        assertThat(clusters).extracting(Cluster::id).containsExactly("long", "given", "other", "given");
        assertThat(clusters).extracting(Cluster::texts).containsExactly(1, 2, 1, 2);
        assertThat(clusters).extracting(Cluster::distinctTexts).containsOnly(1);
    }

    @Test
    void whatIsConnectedIsOneClusterAndItsSmallestIdNamesIt() {
        String start = "abcdefghijklmnopqrstuvwxyz 0123456789";
        var texts = List.of(
                new Text("d", start),
                new Text("c", start + " first"),
                new Text("b", start + " first third"),
                new Text("a", "quite another prompt about something else"));

        var clusters = NearDuplicates.clusters(texts, DEFAULTS);

        assertThat(areNear(texts.get(0).text(), texts.get(2).text())).isFalse();
        assertThat(clusters.ofTexts())
                .containsExactly(
                        new Cluster("b", 3, 3), new Cluster("b", 3, 3), new Cluster("b", 3, 3), new Cluster("a", 1, 1));
    }

    @Test
    void nothingHasNoClusters() {
        assertThat(NearDuplicates.clusters(List.of(), DEFAULTS)).isEqualTo(new Clusters(List.of(), 0, 0));
    }

    @Test
    void manyPromptsOfOneTemplateAreJoinedWithFewComparisons() {
        var texts =
                prompts(10_000, "Fix the failing test in src/module_%06d/handler.ts so that the build is green again");

        var clusters = NearDuplicates.clusters(texts, DEFAULTS);

        assertThat(clusters.ofTexts()).extracting(Cluster::texts).containsOnly(10_000);
        assertThat(clusters.comparisons()).isLessThan(20_000);
        assertThat(clusters.crowdedBuckets()).isZero();
    }

    @Test
    void manyPromptsThatAreAlmostNearAreNotAllCompared() {
        var random = new SplittableRandom(5);
        var texts = IntStream.range(0, 10_000)
                .mapToObj(i -> new Text(
                        "id-" + i,
                        "Please make the build green again without touching the other modules: "
                                + Long.toString(random.nextLong(), 36)
                                + Long.toString(random.nextLong(), 36)))
                .toList();

        var clusters = NearDuplicates.clusters(texts, DEFAULTS);

        assertThat(clusters.ofTexts()).extracting(Cluster::texts).containsOnly(1);
        assertThat(clusters.comparisons()).isBetween(100L, 1_000_000L);
        assertThat(clusters.crowdedBuckets()).isPositive();
    }

    @Test
    void aNarrowWindowStillFindsMostOfACrowd() {
        var random = new SplittableRandom(5);
        var pairs = IntStream.range(0, 1_000)
                .mapToObj(i -> Long.toString(random.nextLong(), 36) + Long.toString(random.nextLong(), 36))
                .flatMap(tail -> List.of("9 " + tail, "1 " + tail).stream())
                .map(tail -> new Text(tail, "Make the build green again without touching other modules: " + tail))
                .toList();

        var clusters = NearDuplicates.clusters(pairs, new NearDuplicateConfiguration(0.8, 20, 10));

        assertThat(clusters.crowdedBuckets()).isPositive();
        assertThat(clusters.ofTexts().stream().filter(cluster -> cluster.texts() == 2))
                .hasSizeGreaterThan(1_900);
    }

    @Test
    void settingsAreRead() {
        var settings = Settings.resolve(
                NearDuplicateConfiguration.SETTINGS,
                Map.of(
                        "datasets.near-duplicate-threshold", "0.9",
                        "datasets.near-duplicate-min-shingles", "30",
                        "datasets.near-duplicate-window", "7"),
                Map.of(),
                Map.of());

        assertThat(NearDuplicateConfiguration.from(settings)).isEqualTo(new NearDuplicateConfiguration(0.9, 30, 7));
        assertThat(DEFAULTS).isEqualTo(new NearDuplicateConfiguration(0.8, 20, 300));
    }

    @ParameterizedTest
    @CsvSource({
        "datasets.near-duplicate-threshold,0.4",
        "datasets.near-duplicate-threshold,much",
        "datasets.near-duplicate-min-shingles,0",
        "datasets.near-duplicate-window,-1",
        "datasets.near-duplicate-window,wide",
    })
    void settingsOutOfRangeAreRefused(String key, String value) {
        assertThatThrownBy(() ->
                        Settings.resolve(NearDuplicateConfiguration.SETTINGS, Map.of(key, value), Map.of(), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key);
    }

    private static List<Text> prompts(int count, String template) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Text("id-" + i, String.format(template, i * 97 % 1_000_000)))
                .toList();
    }

    private static boolean areNear(String left, String right) {
        var clusters = NearDuplicates.clusters(List.of(new Text("l", left), new Text("r", right)), DEFAULTS)
                .ofTexts();
        return clusters.get(0).equals(clusters.get(1));
    }
}
