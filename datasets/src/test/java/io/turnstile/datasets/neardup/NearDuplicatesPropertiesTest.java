package io.turnstile.datasets.neardup;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.plan.NormalisedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NearDuplicatesPropertiesTest {

    private static final NearDuplicateConfiguration DEFAULTS = NearDuplicateConfiguration.defaults();
    private static final List<String> WORDS = List.of(
            "fix", "the", "login", "test", "почини", "修复", "🚀", "handler", "refactor", "why", "cache", "not", "line");

    /** Prompts of a few words, and copies of them with a few changes: many pairs on both sides of the threshold. */
    @Provide
    Arbitrary<List<Text>> prompts() {
        return Arbitraries.longs().map(seed -> prompts(new SplittableRandom(seed)));
    }

    @Property(tries = 200)
    void theOrderDoesNotMatter(@ForAll("prompts") List<Text> texts, @ForAll long seed) {
        assertThat(clusters(shuffled(texts, seed))).isEqualTo(clusters(texts));
    }

    @Property(tries = 200)
    void theOrderDoesNotMatterInACrowd(@ForAll("prompts") List<Text> texts, @ForAll long seed) {
        var narrow = new NearDuplicateConfiguration(0.8, 20, 2);

        assertThat(clusters(shuffled(texts, seed), narrow)).isEqualTo(clusters(texts, narrow));
    }

    @Property(tries = 200)
    void clustersOfRepresentativesAreThemselves(@ForAll("prompts") List<Text> texts) {
        var clusters = clusters(texts);
        var twice = new ArrayList<>(texts);
        twice.addAll(texts);

        assertThat(clusters(twice).keySet()).isEqualTo(clusters.keySet());
        assertThat(ids(clusters(twice))).isEqualTo(ids(clusters));
    }

    @Property(tries = 200)
    void unrelatedTextsChangeNothing(@ForAll("prompts") List<Text> texts, @ForAll long seed) {
        var random = new SplittableRandom(seed);
        var more = new ArrayList<>(texts);
        IntStream.range(0, 20).forEach(i -> more.add(new Text("unrelated-" + i, digits(random))));

        var clusters = clusters(more);

        assertThat(clusters).containsAllEntriesOf(clusters(texts));
        assertThat(clusters.keySet().stream().filter(id -> id.startsWith("unrelated")))
                .allSatisfy(id -> assertThat(clusters.get(id)).isEqualTo(new Cluster(id, 1, 1)));
    }

    @Property(tries = 300)
    void whatIsJoinedIsConnectedByPairsThatReachTheThreshold(@ForAll("prompts") List<Text> texts) {
        Map<String, String> exact = bruteForce(texts);

        clusters(texts).forEach((id, cluster) -> assertThat(exact.get(id)).isEqualTo(exact.get(cluster.id())));
    }

    @Property(tries = 200)
    void textsThatAreNotAllHeldHaveTheSameClusters(@ForAll("prompts") List<Text> texts, @ForAll long seed) {
        var narrow = new NearDuplicateConfiguration(0.8, 20, 2);
        var distinct = shuffled(texts, seed).stream()
                .collect(Collectors.toMap(
                        text -> NormalisedText.of(text.text()), text -> text, (one, other) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();

        var numbered = NearDuplicates.ofDistinct(new Listed(distinct), narrow);

        var named = NearDuplicates.clusters(distinct, narrow);
        assertThat(numbered.crowdedBuckets()).isEqualTo(named.crowdedBuckets());
        for (int i = 0; i < distinct.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(numbered.numbers()[i] == numbered.numbers()[j])
                        .isEqualTo(named.ofTexts().get(i).equals(named.ofTexts().get(j)));
            }
        }
    }

    private record Listed(List<Text> texts) implements TextSource {

        @Override
        public int size() {
            return texts.size();
        }

        @Override
        public String at(int place) {
            return texts.get(place).text();
        }
    }

    @Test
    void almostEveryPairThatReachesTheThresholdIsFound() {
        int reached = 0;
        int found = 0;
        for (int seed = 0; seed < 300; seed++) {
            var texts = prompts(new SplittableRandom(seed));
            var clusters = clusters(texts);
            for (var pair : nearPairs(texts)) {
                reached++;
                found += clusters.get(pair.get(0).id())
                                .equals(clusters.get(pair.get(1).id()))
                        ? 1
                        : 0;
            }
        }

        assertThat(reached).isGreaterThan(2_000);
        assertThat((double) found / reached).isGreaterThan(0.99);
    }

    private static Map<String, Cluster> clusters(List<Text> texts) {
        return clusters(texts, DEFAULTS);
    }

    private static Map<String, Cluster> clusters(List<Text> texts, NearDuplicateConfiguration configuration) {
        var ofTexts = NearDuplicates.clusters(texts, configuration).ofTexts();
        var clusters = new TreeMap<String, Cluster>();
        IntStream.range(0, texts.size()).forEach(i -> clusters.put(texts.get(i).id(), ofTexts.get(i)));
        return clusters;
    }

    private static Map<String, String> ids(Map<String, Cluster> clusters) {
        return clusters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().id()));
    }

    /** The component of each text, by comparing all with all, until nothing changes. */
    private static Map<String, String> bruteForce(List<Text> texts) {
        var components = new TreeMap<String, String>();
        texts.forEach(text -> components.put(text.id(), text.id()));
        for (var pair : nearPairs(texts)) {
            String from = components.get(pair.get(0).id());
            String to = components.get(pair.get(1).id());
            components.replaceAll((id, component) -> component.equals(from) ? to : component);
        }
        return components;
    }

    private static List<List<Text>> nearPairs(List<Text> texts) {
        var pairs = new ArrayList<List<Text>>();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (areNear(texts.get(i).text(), texts.get(j).text())) {
                    pairs.add(List.of(texts.get(i), texts.get(j)));
                }
            }
        }
        return pairs;
    }

    private static boolean areNear(String left, String right) {
        String one = NormalisedText.of(left);
        String other = NormalisedText.of(right);
        long[] ones = Shingles.of(one);
        long[] others = Shingles.of(other);
        boolean areLong = Math.min(ones.length, others.length) >= DEFAULTS.minShingles();
        return one.equals(other) || areLong && Shingles.jaccard(ones, others) >= DEFAULTS.threshold();
    }

    private static List<Text> prompts(SplittableRandom random) {
        var texts = new ArrayList<Text>();
        for (int i = 0; i < 30; i++) {
            String text =
                    i < 6 ? words(random) : changed(texts.get(random.nextInt(i)).text(), random);
            texts.add(new Text(String.format("%04x-%d", random.nextInt(0x10000), i), text));
        }
        return texts;
    }

    private static String words(SplittableRandom random) {
        return random.ints(2 + random.nextInt(14), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(" "));
    }

    private static String changed(String text, SplittableRandom random) {
        int[] codePoints = text.codePoints().toArray();
        IntStream.range(0, random.nextInt(4))
                .forEach(i -> codePoints[random.nextInt(codePoints.length)] = "aQя修 7".codePointAt(random.nextInt(6)));
        return new String(codePoints, 0, codePoints.length);
    }

    private static String digits(SplittableRandom random) {
        return random.ints(40, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private static List<Text> shuffled(List<Text> texts, long seed) {
        var shuffled = new ArrayList<>(texts);
        java.util.Collections.shuffle(shuffled, new java.util.Random(seed));
        return shuffled;
    }
}
