package io.turnstile.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.LabeledTurn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabellingTopologyTest {

    private static final String JUDGE = "test/1";

    @TempDir
    private Path directory;

    private LabellingDriver labelling;

    @BeforeEach
    void start() {
        labelling = new LabellingDriver(directory, Map.of());
    }

    @AfterEach
    void close() {
        labelling.close();
    }

    @Test
    void aStaleVerdictAndAStaleTombstoneLeaveTheLabelAndAreCovered() {
        var holding = LabelFixture.judged("m", "new", 0, JUDGE);
        labelling.request("m", LabelFixture.request("m", "new"));
        labelling.verdict("m", holding, 5);
        int labels = labelling.labelRecords();
        labelling.verdict("m", LabelFixture.judged("m", "old", 1, JUDGE), 9);
        assertThat(labelling.lastVerdict("m")).contains(holding);
        labelling.verdict("m", null, 10);
        assertThat(labelling.lastVerdict("m")).contains(holding);
        assertThat(labelling.lastVerdictTime("m")).isEqualTo(5);
        assertThat(labelling.labelRecords()).isEqualTo(labels);
        assertThat(labelling.count("verdicts-resent", "")).isEqualTo(2);
        assertThat(labelling.count("ignored-verdicts", "OTHER_INPUT")).isEqualTo(1);
    }

    @Test
    void aVerdictOfAJudgeThatIsNotAdmittedLeavesNoLabelAndIsCounted() {
        labelling.request("m", LabelFixture.request("m", "a"));
        labelling.verdict("m", LabelFixture.judged("m", "a", 0, "other/1"), 1);
        assertThat(labelling.labeled()).isEmpty();
        assertThat(labelling.count("ignored-verdicts", "NOT_ADMITTED")).isEqualTo(1);
        labelling.verdict("m", LabelFixture.judged("m", "a", 1, JUDGE), 2);
        labelling.verdict("m", LabelFixture.judged("m", "a", 0, "other/1"), 3);
        assertThat(labelling.labeled())
                .hasSize(1)
                .allSatisfy((id, turn) -> assertThat(turn.getFingerprint()).isEqualTo(JUDGE));
        assertThat(labelling.lastVerdict("m"))
                .as("who reads from the beginning finds the label")
                .hasValueSatisfying(last -> assertThat(last.getFingerprint()).isEqualTo(JUDGE));
    }

    @Test
    void aPersonsDecisionIsAlwaysAdmittedAndWins() {
        labelling.request("m", LabelFixture.request("m", "a"));
        labelling.verdict("m", LabelFixture.decided("m", "a", 1), 1);
        labelling.verdict("m", LabelFixture.judged("m", "a", 0, JUDGE), 2);
        LabeledTurn turn = labelling.labeled().get("m");
        assertThat(turn.getLabel()).isEqualTo(1);
        assertThat(turn.getIsReviewed()).isTrue();
        assertThat(labelling.count("ignored-verdicts", "OUTRANKED")).isEqualTo(1);
    }

    @Test
    void anyAdmitsEveryJudge(@TempDir Path other) {
        try (var mixed = new LabellingDriver(other, Map.of("labelling.fingerprints", "any"))) {
            mixed.request("m", LabelFixture.request("m", "a"));
            mixed.request("n", LabelFixture.request("n", "b"));
            mixed.verdict("m", LabelFixture.judged("m", "a", 0, "one/1"), 1);
            mixed.verdict("n", LabelFixture.judged("n", "b", 0, "two/1"), 1);
            assertThat(mixed.labeled()).hasSize(2);
        }
    }

    @Test
    void labelsOfAJudgeThatIsNotAdmittedAnyMoreAreWithdrawn(@TempDir Path other) {
        try (var changed = new LabellingDriver(other, Map.of("labelling.fingerprints", "other/1"))) {
            for (int i = 0; i < 600; i++) {
                changed.remember(LabelFixture.judged("m" + i, "a", 0, JUDGE));
            }
            changed.remember(LabelFixture.decided("person", "a", 0));
            changed.remember(LabelFixture.judged("admitted", "a", 0, "other/1"));
            // A look yields after its time budget, so that a slow machine needs several.
            for (int look = 0; look < 600 && changed.size("labelling.decisions") > 2; look++) {
                changed.pass(Duration.ofSeconds(1));
            }
            assertThat(changed.count("labels-withdrawn", "")).isEqualTo(600);
            assertThat(changed.size("labelling.decisions")).isEqualTo(2);

            changed.remember(LabelFixture.judged("m", "a", 0, JUDGE));
            changed.pass(Duration.ofSeconds(1));
            assertThat(changed.count("labels-withdrawn", ""))
                    .as("it looks once")
                    .isEqualTo(600);
        }
    }

    @Test
    void aLabelThatIsNotAdmittedAnyMoreIsWithdrawnBeforeItsTurnIfSomethingArrives(@TempDir Path other) {
        try (var changed = new LabellingDriver(other, Map.of("labelling.fingerprints", "other/1"))) {
            changed.remember(LabelFixture.judged("m", "a", 0, JUDGE));
            changed.verdict("m", LabelFixture.judged("m", "b", 1, "other/1"), 0);
            assertThat(changed.count("labels-withdrawn", "")).isEqualTo(1);
            changed.verdict("m", LabelFixture.judged("m", "a", 1, "other/1"), 0);
            assertThat(changed.labeled().get("m").getFingerprint()).isEqualTo("other/1");
        }
    }

    @Test
    void aRequestsTextIsStoredOnce() {
        labelling.request("m", LabelFixture.request("m", "needle"));
        labelling.verdict("m", LabelFixture.judged("m", "needle", 0, JUDGE), 1);
        assertThat(labelling.storesThatHold("the text of needle")).containsExactly("labelling.requests");
    }

    @Test
    void aRetractedMessageIsForgottenAfterTheRetention() {
        labelling.request("m", LabelFixture.request("m", "a"));
        labelling.verdict("m", LabelFixture.judged("m", "a", 0, JUDGE), 1);
        labelling.request("m", null);
        assertThat(labelling.labeled()).isEmpty();
        assertThat(labelling.lastVerdict("m")).isEmpty();
        labelling.pass(Duration.ofDays(6));
        labelling.request("m", LabelFixture.request("m", "a"));
        assertThat(labelling.labeled()).as("it came back").containsOnlyKeys("m");
        labelling.request("m", null);
        labelling.pass(Duration.ofDays(6));
        assertThat(labelling.size("labelling.decisions")).isEqualTo(1);
        labelling.pass(Duration.ofDays(2));
        assertThat(labelling.size("labelling.decisions")).isZero();
        assertThat(labelling.size("labelling.retention-index")).isZero();
    }

    @Test
    void aStandingRequestIsNotForgotten() {
        labelling.verdict("m", LabelFixture.judged("m", "a", 0, JUDGE), 1);
        labelling.request("m", LabelFixture.request("m", "a"));
        labelling.pass(Duration.ofDays(30));
        labelling.verdict("m", null, 2);
        assertThat(labelling.labeled()).containsOnlyKeys("m");
        assertThat(labelling.lastVerdict("m")).isPresent();
    }
}
