package io.turnstile.domain.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.domain.labelling.VerdictLog.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The order in which verdicts come, and how often, does not matter. */
class LabellingPropertiesTest {

    private static final List<String> INPUTS = List.of("a", "b", "c");

    @Provide
    Arbitrary<List<String>> requests() {
        return Arbitraries.of(INPUTS).injectNull(0.2).list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Entry>> verdicts() {
        Arbitrary<Decision<String>> decisions = Combinators.combine(
                        Arbitraries.of(INPUTS),
                        Arbitraries.of(false, false, true),
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.of("0", "1"))
                .as((input, isHuman, time, label) ->
                        new Decision<>(input, isHuman, time, input + (isHuman ? " human " : " judge ") + label));
        return decisions.injectNull(0.15).map(Entry::new).list().ofMaxSize(8);
    }

    @Property(tries = 3_000)
    void anyOrderEndsWithTheLabelOfTheBestVerdictOnTheLastRequest(
            @ForAll("requests") List<String> requests, @ForAll("verdicts") List<Entry> verdicts, @ForAll long seed) {
        VerdictLog log = VerdictLog.of(requests, repeatedAndShuffled(verdicts, seed), seed);
        Optional<Decision<String>> expected = best(verdicts, requests.get(requests.size() - 1));
        assertThat(log.label()).isEqualTo(expected.map(Decision::verdict));
        Statistics.collect(expected.isPresent());
        Statistics.coverage(seen -> seen.check(true).percentage(share -> share > 20));
    }

    @Property(tries = 3_000)
    void theLastRecordOfTheTopicIsTheVerdictThatHolds(
            @ForAll("requests") List<String> requests, @ForAll("verdicts") List<Entry> verdicts, @ForAll long seed) {
        VerdictLog log = VerdictLog.of(requests, repeatedAndShuffled(verdicts, seed), seed);
        best(verdicts, requests.get(requests.size() - 1))
                .ifPresent(best -> assertThat(log.last().decision()).isEqualTo(best));
    }

    @Property(tries = 2_000)
    void whatCompactionLeavesGivesTheSameLabelOnceMore(
            @ForAll("requests") List<String> requests, @ForAll("verdicts") List<Entry> verdicts, @ForAll long seed) {
        VerdictLog log = VerdictLog.of(requests, repeatedAndShuffled(verdicts, seed), seed);
        List<String> lastRequest = requests.subList(requests.size() - 1, requests.size());
        List<Entry> lastVerdict = log.last() == null ? List.of() : List.of(log.last());
        VerdictLog again = VerdictLog.of(lastRequest, lastVerdict, seed + 1);
        assertThat(again.label()).isEqualTo(log.label());
        assertThat(again.size()).as("nothing needs to be sent again").isLessThanOrEqualTo(lastVerdict.size() + 1);
    }

    /** Each record that came, and each request, can lead to one more record, which may be out of date once for each request. */
    @Property(tries = 2_000)
    void mendingEnds(
            @ForAll("requests") List<String> requests, @ForAll("verdicts") List<Entry> verdicts, @ForAll long seed) {
        List<Entry> came = repeatedAndShuffled(verdicts, seed);
        VerdictLog log = VerdictLog.of(requests, came, seed);
        int causes = came.size() + requests.size();
        assertThat(log.size() - came.size()).isLessThanOrEqualTo(causes * (1 + requests.size()));
    }

    private static List<Entry> repeatedAndShuffled(List<Entry> verdicts, long seed) {
        var random = new Random(seed);
        var all = new ArrayList<>(verdicts);
        verdicts.stream().filter(verdict -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    /** By the rule as it is told: a person's before a judge's, then the latest, then the greatest. */
    private static Optional<Decision<String>> best(List<Entry> verdicts, String requested) {
        return verdicts.stream()
                .map(Entry::decision)
                .filter(decision -> decision != null && decision.inputHash().equals(requested))
                .max(Comparator.<Decision<String>>comparingInt(decision -> decision.isHuman() ? 1 : 0)
                        .thenComparingLong(Decision::time)
                        .thenComparing(Decision::verdict));
    }
}
