package io.turnstile.judge.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.turnstile.judge.Judge;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.NoLabel;
import io.turnstile.judge.NoLabelException;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.judge.agreement.Gate;
import io.turnstile.judge.golden.GoldenSet;
import io.turnstile.judge.golden.GoldenTurn;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.JudgeUsage;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final Gate GATE = new Gate(0.6, 0.8);

    private final GoldenSet golden = GoldenSet.shipped();
    private final Map<String, GoldenTurn> byId =
            golden.turns().stream().collect(Collectors.toMap(turn -> "golden/" + turn.id(), turn -> turn));

    @Test
    void whoeverKnowsTheAnswersAgreesFully() throws Exception {
        var report = evaluate(this::right, 4);

        assertThat(report.agreement().kappa()).isEqualTo(1);
        assertThat(report.conflicts()).isEmpty();
        assertThat(report.gateResult().isPassed()).isTrue();
        assertThat(report.mayBeReleased()).isTrue();
        assertThat(report.shuffled().mean()).isCloseTo(0, within(0.02));
        assertThat(report.cost().calls()).isEqualTo(golden.turns().size());
    }

    @Test
    void whoeverAlwaysSaysOneFallsThroughTheGate() throws Exception {
        var report = evaluate(request -> verdict(request, 1), 4);

        assertThat(report.agreement().kappa()).isCloseTo(0, within(1e-9));
        assertThat(report.gateResult().shortfalls()).hasSize(2);
        assertThat(report.conflicts()).hasSize((int)
                golden.turns().stream().filter(turn -> turn.label() == 0).count());
        assertThatThrownBy(() -> ReportJson.release(report, Optional.empty(), Instant.EPOCH))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatGetsNoLabelIsCountedApartByReason() throws Exception {
        var report = evaluate(
                request -> {
                    if (golden(request).language().equals("de")) {
                        throw new NoLabelException(NoLabel.REFUSED, "refused");
                    }
                    return right(request);
                },
                4);

        assertThat(report.noLabels()).containsExactly(Map.entry(NoLabel.REFUSED, 8));
        assertThat(report.agreement().confusion().total())
                .isEqualTo(golden.turns().size() - 8);
        assertThat(report.agreement().kappa()).isEqualTo(1);
        assertThat(report.agreement().recall(0)).isLessThan(1);
        assertThat(report.slices())
                .noneMatch(it -> it.value().equals("de") && it.confusion().total() > 0);
    }

    @Test
    void asManyAreJudgedAtOnceAsAskedFor() throws Exception {
        var atOnce = new CyclicBarrier(7);
        var few = new GoldenSet("few", golden.sha256(), golden.turns().subList(0, 14));

        var report = Evaluation.of(
                new Scripted(request -> {
                    try {
                        atOnce.await(10, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException("fewer than seven at once", e);
                    }
                    return right(request);
                }),
                few,
                7,
                GATE);

        assertThat(report.agreement().confusion().total()).isEqualTo(14);
    }

    @Test
    void aJudgeThatIsAwayForAMomentIsAskedAgain() throws Exception {
        var asked = new AtomicInteger();

        var report = evaluate(
                request -> {
                    if (asked.incrementAndGet() % 3 == 0) {
                        throw new JudgeUnavailableException("busy", Duration.ofMillis(1));
                    }
                    return right(request);
                },
                1);

        assertThat(report.agreement().kappa()).isEqualTo(1);
    }

    @Test
    void aJudgeThatStaysAwayEndsTheMeasurement() {
        assertThatThrownBy(() -> evaluate(
                        request -> {
                            throw new JudgeUnavailableException("the server is down", Duration.ofMillis(1));
                        },
                        4))
                .isInstanceOf(JudgeUnavailableException.class)
                .hasMessage("the server is down");
    }

    @Test
    void aJudgeThatBreaksEndsTheMeasurement() {
        assertThatThrownBy(() -> evaluate(
                        request -> {
                            throw new IllegalArgumentException("a defect");
                        },
                        4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a defect");
    }

    /** The rubric passes the gate on this set, whose author knew its words; that is why it is marked. */
    @Test
    void aBaselineIsNeverReleasedWhateverItsFigures() throws Exception {
        var report = Evaluation.of(new OfflineRubric(), golden, 2, GATE);

        assertThat(report.gateResult().isPassed()).isTrue();
        assertThat(report.mayBeReleased()).isFalse();
        assertThat(report.agreement()).isEqualTo(report.rubric());
    }

    @Test
    void theJsonHoldsTheFigures() throws Exception {
        var json = new ObjectMapper().readTree(ReportJson.of(evaluate(this::right, 4), Optional.of(new Prices(1, 10))));

        assertThat(json.at("/judge/kappa").asDouble()).isEqualTo(1);
        assertThat(json.at("/judge/kappaInterval/low").asDouble()).isEqualTo(1);
        assertThat(json.at("/offlineRubric/kappa").isNumber()).isTrue();
        assertThat(json.at("/lengthAlone/kappaLeaveOneOut").isNumber()).isTrue();
        assertThat(json.at("/shuffled/mean").isNumber()).isTrue();
        assertThat(json.at("/cost/promptTokens").asInt())
                .isEqualTo(100 * golden.turns().size());
        assertThat(json.at("/cost/money").asDouble()).isCloseTo(golden.turns().size() * 150e-6, within(1e-9));
        assertThat(json.at("/gate/mayBeReleased").asBoolean()).isTrue();
        assertThat(json.at("/golden/sha256").asText()).isEqualTo(golden.sha256());
    }

    @Test
    void theReleaseRecordNamesJudgeEvidenceAndDate() throws Exception {
        var json = new ObjectMapper()
                .readTree(ReportJson.release(
                        evaluate(this::right, 4), Optional.empty(), Instant.parse("2025-04-01T00:00:00Z")));

        assertThat(json.path("fingerprint").asText()).isEqualTo("scripted/1");
        assertThat(json.path("goldenSha256").asText()).isEqualTo(golden.sha256());
        assertThat(json.path("date").asText()).isEqualTo("2025-04-01T00:00:00Z");
        assertThat(json.at("/figures/judge/kappa").asDouble()).isEqualTo(1);
    }

    @Test
    void conflictsAreLinesToRead() throws Exception {
        var report = evaluate(request -> verdict(request, 1), 4);
        var lines = ReportJson.conflictLines(report).lines().toList();
        var first = new ObjectMapper().readTree(lines.get(0));

        assertThat(lines).hasSize(report.conflicts().size());
        assertThat(first.path("expected").asInt()).isZero();
        assertThat(first.path("given").asInt()).isOne();
        assertThat(first.path("reason").asText())
                .isEqualTo(byId.get("golden/" + first.path("id").asText()).reason());
    }

    @Test
    void theTableCannotBeScrambledByARationale() throws Exception {
        var report = evaluate(request -> verdict(request, 1, "one\u001b[2Jtwo\nthree"), 4);

        assertThat(ReportTable.of(report, Optional.empty()))
                .contains("judge:  one [2Jtwo three")
                .doesNotContain("\u001b")
                .contains("offline rubric", "length alone", "judge shuffled", "held-out", "not passed: kappa 0.000");
    }

    private EvaluationReport evaluate(Function<JudgeRequest, Verdict> answers, int concurrency)
            throws InterruptedException {
        return Evaluation.of(new Scripted(answers), golden, concurrency, GATE);
    }

    private GoldenTurn golden(JudgeRequest request) {
        return byId.get(request.getMessageId());
    }

    private Verdict right(JudgeRequest request) {
        return verdict(request, golden(request).label());
    }

    private static Verdict verdict(JudgeRequest request, int label) {
        return verdict(request, label, "so it is written");
    }

    private static Verdict verdict(JudgeRequest request, int label, String rationale) {
        return Verdict.newBuilder()
                .setMessageId(request.getMessageId())
                .setInputHash(request.getInputHash())
                .setLabel(label)
                .setScore(label == 0 ? 4 : 2)
                .setConfidence(0.9)
                .setRationale(rationale)
                .setFingerprint("scripted/1")
                .setIsBaseline(false)
                .setOrigin(VerdictOrigin.JUDGE)
                .setVotes(List.of())
                .setUsage(new JudgeUsage(1, 100L, 5L))
                .build();
    }

    /** Answers by a function. */
    private record Scripted(Function<JudgeRequest, Verdict> answers) implements Judge {

        @Override
        public String fingerprint() {
            return "scripted/1";
        }

        @Override
        public boolean isBaseline() {
            return false;
        }

        @Override
        public boolean isPaid() {
            return false;
        }

        @Override
        public String contentKey(JudgeRequest request) {
            return request.getInputHash();
        }

        @Override
        public Verdict judge(JudgeRequest request) {
            return answers.apply(request);
        }
    }
}
