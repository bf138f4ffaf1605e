package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any order of the verdicts on a message, and any way in which they fall between its requests, leaves the same label; and
 * so does reading anew what compaction leaves of both topics. Each try is a message of its own.
 */
class LabellingTopologyPropertiesTest {

    private static Path directory;
    private static LabellingDriver live;
    private static LabellingDriver anew;
    private static int messages;

    @BeforeContainer
    static void start() throws IOException {
        directory = Files.createTempDirectory("turnstile-labelling");
        live = new LabellingDriver(directory.resolve("live"), Map.of());
        anew = new LabellingDriver(directory.resolve("anew"), Map.of());
    }

    @AfterContainer
    static void close() throws IOException {
        live.close();
        anew.close();
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Input hashes; null is a retraction. */
    @Provide
    Arbitrary<List<String>> requests() {
        return Arbitraries.of("a", "b", "c").injectNull(0.2).list().ofMinSize(1).ofMaxSize(4);
    }

    /** Input, label, and kind: a judge, another judge, a person, or a tombstone. */
    @Provide
    Arbitrary<List<Tuple3<String, Integer, Integer>>> verdicts() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(0, 0, 0, 1, 2, 3))
                .as(Tuple::of)
                .list()
                .ofMaxSize(6);
    }

    @Property(tries = 300)
    void anyOrderLeavesTheSameLabelAndReadingAnewDoesToo(
            @ForAll("requests") List<String> requests,
            @ForAll("verdicts") List<Tuple3<String, Integer, Integer>> verdicts,
            @ForAll long seed) {
        String message = "m-" + messages++;
        List<Timed> sent = timed(message, verdicts);
        deliver(message, requests, sent, new Random(seed));

        String requested = requests.get(requests.size() - 1);
        Optional<Verdict> best = best(sent, requested);
        assertThat(Optional.ofNullable(live.labeled().get(message)).map(LabeledTurn::getFingerprint))
                .isEqualTo(best.map(Verdict::getFingerprint));
        assertThat(Optional.ofNullable(live.labeled().get(message)).map(LabeledTurn::getLabel))
                .isEqualTo(best.map(Verdict::getLabel));
        best.ifPresent(verdict -> assertThat(live.lastVerdict(message)).contains(verdict));

        readAnew(message, requested, seed % 2 == 0);
        assertThat(anew.labeled().get(message)).isEqualTo(live.labeled().get(message));
        best.ifPresent(verdict -> assertThat(anew.lastVerdict(message)).contains(verdict));
    }

    private record Timed(Verdict verdict, long time) {}

    private static List<Timed> timed(String message, List<Tuple3<String, Integer, Integer>> verdicts) {
        var timed = new ArrayList<Timed>();
        for (Tuple3<String, Integer, Integer> each : verdicts) {
            Verdict verdict = switch (each.get3()) {
                case 0 -> LabelFixture.judged(message, each.get1(), each.get2(), "test/1");
                case 1 -> LabelFixture.judged(message, each.get1(), each.get2(), "other/1");
                case 2 -> LabelFixture.decided(message, each.get1(), each.get2());
                default -> null;
            };
            timed.add(new Timed(verdict, 10L + timed.size()));
        }
        return timed;
    }

    private static void deliver(String message, List<String> requests, List<Timed> verdicts, Random random) {
        var all = new ArrayList<>(verdicts);
        verdicts.stream().filter(verdict -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        int request = 0;
        int verdict = 0;
        while (request < requests.size() || verdict < all.size()) {
            boolean isRequest = verdict == all.size() || request < requests.size() && random.nextBoolean();
            if (isRequest) {
                live.request(message, request(message, requests.get(request++)));
            } else {
                Timed next = all.get(verdict++);
                live.verdict(message, next.verdict(), next.time());
            }
        }
    }

    private static void readAnew(String message, String requested, boolean isRequestFirst) {
        if (isRequestFirst) {
            anew.request(message, request(message, requested));
        }
        anew.verdict(message, live.lastVerdict(message).orElse(null), live.lastVerdictTime(message));
        if (!isRequestFirst) {
            anew.request(message, request(message, requested));
        }
    }

    private static JudgeRequest request(String message, String inputHash) {
        return inputHash == null ? null : LabelFixture.request(message, inputHash);
    }

    /** By the rule as it is told: a person's before a judge's, then the latest; other judges' do not count. */
    private static Optional<Verdict> best(List<Timed> verdicts, String requested) {
        return verdicts.stream()
                .filter(timed -> timed.verdict() != null
                        && timed.verdict().getInputHash().equals(requested)
                        && !timed.verdict().getFingerprint().equals("other/1"))
                .max(Comparator.<Timed>comparingInt(
                                timed -> timed.verdict().getFingerprint().equals("human/1") ? 1 : 0)
                        .thenComparingLong(Timed::time))
                .map(Timed::verdict);
    }
}
