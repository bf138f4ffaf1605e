package io.turnstile.domain.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabellingTest {

    private static final Decision<String> NEW = judge("new", 5, "0");
    private static final Decision<String> OLD = judge("old", 9, "1");

    private final Labelling<String> labelled = Labelling.<String>unknown()
            .onRequest("new")
            .next()
            .onDecision(NEW, "new")
            .next();

    @Test
    void aStaleVerdictLeavesTheLabelAndIsCovered() {
        Step<String> step = labelled.onDecision(OLD, "new");
        assertThat(step.label()).isEqualTo(new LabelChange.Keep<>());
        assertThat(step.mending()).isEqualTo(new Mending.Resend<>(NEW));
        assertThat(step.ignored()).contains(IgnoredVerdict.OTHER_INPUT);
    }

    @Test
    void aStaleTombstoneLeavesTheLabelAndIsCovered() {
        Step<String> step = labelled.onOther("new");
        assertThat(step.label()).isEqualTo(new LabelChange.Keep<>());
        assertThat(step.mending()).isEqualTo(new Mending.Resend<>(NEW));
    }

    @Test
    void whatWasSentOnceMoreAsksForNothing() {
        Labelling<String> covered = labelled.onDecision(OLD, "new").next();
        Step<String> step = covered.onDecision(NEW, "new");
        assertThat(step.label()).isEqualTo(new LabelChange.Keep<>());
        assertThat(step.mending()).isEqualTo(new Mending.None<>());
        assertThat(step.next()).isEqualTo(labelledKnowingOld());
        assertThat(step.ignored()).contains(IgnoredVerdict.DUPLICATE);
    }

    @Test
    void aTombstoneWithNothingToCoverItWithIsLeft() {
        assertThat(Labelling.<String>unknown().onOther("new").mending()).isEqualTo(new Mending.None<>());
    }

    @Test
    void aVerdictAheadOfItsRequestWaitsForIt() {
        Labelling<String> waiting =
                Labelling.<String>unknown().onDecision(NEW, null).next();
        assertThat(waiting.onRequest("other").label()).isEqualTo(new LabelChange.Keep<>());
        assertThat(waiting.onRequest("new").label()).isEqualTo(new LabelChange.Set<>(NEW));
    }

    @Test
    void aRequestWhoseVerdictIsCoveredHasItSentOnceMore() {
        Labelling<String> waiting = Labelling.<String>unknown()
                .onDecision(NEW, "old")
                .next()
                .onDecision(OLD, "old")
                .next();
        assertThat(waiting.onRequest("new").mending()).isEqualTo(new Mending.Resend<>(NEW));
    }

    @Test
    void aChangedRequestWithdrawsTheLabelOnce() {
        Step<String> step = labelled.onRequest("changed");
        assertThat(step.label()).isEqualTo(new LabelChange.Withdraw<>());
        assertThat(step.next().onRequest("changed again").label()).isEqualTo(new LabelChange.Keep<>());
    }

    @Test
    void aRequestThatOnlyCarriesNewSignalsSetsTheLabelAnew() {
        assertThat(labelled.onRequest("new").label()).isEqualTo(new LabelChange.Set<>(NEW));
    }

    @Test
    void aRetractedRequestWithdrawsTheLabelAndTheVerdict() {
        Step<String> step = labelled.onRequest(null);
        assertThat(step.label()).isEqualTo(new LabelChange.Withdraw<>());
        assertThat(step.mending()).isEqualTo(new Mending.Retract<>());
    }

    @Test
    void aRequestThatComesBackHasItsLabelAtOnce() {
        Step<String> step = labelled.onRequest(null).next().onOther(null).next().onRequest("new");
        assertThat(step.label()).isEqualTo(new LabelChange.Set<>(NEW));
        assertThat(step.mending()).isEqualTo(new Mending.Resend<>(NEW));
    }

    @Test
    void aPersonWinsOverALaterJudge() {
        Decision<String> person = new Decision<>("new", true, 6, "person");
        Step<String> decided = labelled.onDecision(person, "new");
        assertThat(decided.label()).isEqualTo(new LabelChange.Set<>(person));
        Step<String> judged = decided.next().onDecision(judge("new", 99, "later"), "new");
        assertThat(judged.label()).isEqualTo(new LabelChange.Keep<>());
        assertThat(judged.mending()).isEqualTo(new Mending.Resend<>(person));
        assertThat(judged.ignored()).contains(IgnoredVerdict.OUTRANKED);
    }

    @Test
    void aLaterPersonReplacesAnEarlierOne() {
        Decision<String> first = new Decision<>("new", true, 6, "first");
        Decision<String> second = new Decision<>("new", true, 7, "second");
        Labelling<String> known = labelled.onDecision(first, "new").next();
        assertThat(known.onDecision(second, "new").label()).isEqualTo(new LabelChange.Set<>(second));
    }

    @Test
    void aPersonsDecisionDoesNotHoldForAChangedRequest() {
        Labelling<String> known = labelled.onDecision(new Decision<>("new", true, 6, "person"), "new")
                .next();
        assertThat(known.onRequest("changed").label()).isEqualTo(new LabelChange.Withdraw<>());
    }

    @Test
    void aLabelThatIsNotAdmittedAnyMoreIsWithdrawn() {
        Step<String> step = labelled.only(decision -> false).onAdmission("new");
        assertThat(step.label()).isEqualTo(new LabelChange.Withdraw<>());
        assertThat(step.next().isUnknown()).isTrue();
    }

    @Test
    void whatIsKeptIsBoundedAndTheRequestedInputIsAmongIt() {
        Labelling<String> known = labelled;
        for (int i : IntStream.range(0, 100).toArray()) {
            known = known.onDecision(judge("input " + i, 10 + i, "1"), "new").next();
        }
        assertThat(known.decisions()).hasSize(16).containsKeys("new", "input 99", "input 85");
    }

    private Labelling<String> labelledKnowingOld() {
        return Labelling.<String>unknown()
                .onDecision(OLD, "new")
                .next()
                .onDecision(NEW, "new")
                .next();
    }

    private static Decision<String> judge(String inputHash, long time, String label) {
        return new Decision<>(inputHash, false, time, label);
    }
}
