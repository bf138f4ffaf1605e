package io.turnstile.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.HindsightSignals;
import io.turnstile.schema.InferenceSignals;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import io.turnstile.schema.Verdict;
import io.turnstile.schema.VerdictOrigin;
import io.turnstile.schema.Vote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoubtfulTurnTest {

    @Test
    void aLabelThatAllAgreeOnIsNotListed() {
        assertThat(DoubtfulTurn.of(turn("m", 0, 5, 0.9), rubric(0, 4), 0.7)).isEmpty();
    }

    @Test
    void eachReasonIsNamed() {
        assertThat(doubts(turn("m", 0, 5, 0.9, 0, 1, 0), rubric(0, 4))).containsExactly(Doubt.SPLIT_VOTES);
        assertThat(doubts(turn("m", 0, 5, 0.69), rubric(0, 4))).containsExactly(Doubt.LOW_CONFIDENCE);
        assertThat(doubts(turn("m", 0, 4, 0.9), rubric(1, 2))).containsExactly(Doubt.RUBRIC_DISAGREES);
        LabeledTurn suspected =
                builder("m", 0, 5, 0.9).setIsInjectionSuspected(true).build();
        assertThat(doubts(suspected, rubric(0, 4))).containsExactly(Doubt.INJECTION_SUSPECTED);
    }

    @Test
    void aRubricThatIsOneScoreAwayDoesNotDisagreeStrongly() {
        assertThat(DoubtfulTurn.of(turn("m", 0, 3, 0.9), rubric(1, 2), 0.7)).isEmpty();
    }

    @Test
    void whatAPersonDecidedIsNotListedAgain() {
        LabeledTurn reviewed = builder("m", 0, 5, 0.5).setIsReviewed(true).build();
        assertThat(DoubtfulTurn.of(reviewed, rubric(1, 1), 0.7)).isEmpty();
    }

    @Test
    void theMostDoubtfulComeFirstWhateverTheOrderOfReading() {
        List<LabeledTurn> turns = new ArrayList<>(List.of(
                turn("b-unsure", 1, 2, 0.6),
                turn("a-unsure", 1, 2, 0.6),
                turn("split", 1, 2, 0.6, 1, 0, 1),
                turn("sure", 1, 2, 1),
                turn("most unsure", 1, 2, 0.5)));
        for (int i = 0; i < turns.size(); i++) {
            Collections.rotate(turns, 1);
            var three = new DoubtfulTurns(0.7, 3);
            turns.forEach(three::add);
            assertThat(three.most())
                    .extracting(each -> each.turn().getMessageId())
                    .containsExactly("split", "most unsure", "a-unsure");
            assertThat(three.doubtful()).isEqualTo(4);
            assertThat(three.counts()).containsEntry(Doubt.LOW_CONFIDENCE, 4L);
        }
    }

    private static Iterable<Doubt> doubts(LabeledTurn turn, Verdict rubric) {
        return DoubtfulTurn.of(turn, rubric, 0.7).orElseThrow().doubts();
    }

    private static Verdict rubric(int label, int score) {
        return Verdict.newBuilder()
                .setMessageId("m")
                .setInputHash("h")
                .setLabel(label)
                .setScore(score)
                .setConfidence(1)
                .setRationale("")
                .setFingerprint("offline-rubric/1")
                .setIsBaseline(true)
                .setOrigin(VerdictOrigin.JUDGE)
                .setVotes(List.of())
                .build();
    }

    private static LabeledTurn turn(String messageId, int label, int score, double confidence, int... votes) {
        return builder(messageId, label, score, confidence, votes).build();
    }

    private static LabeledTurn.Builder builder(
            String messageId, int label, int score, double confidence, int... votes) {
        return LabeledTurn.newBuilder()
                .setMessageId(messageId)
                .setConversationId("c")
                .setText("Do it")
                .setLabel(label)
                .setLabelName("")
                .setScore(score)
                .setConfidence(confidence)
                .setRationale("")
                .setFingerprint("test/1")
                .setIsBaseline(false)
                .setVotes(IntStream.of(votes)
                        .mapToObj(vote -> new Vote(vote, score, confidence, "", List.of(), null))
                        .toList())
                .setInputHash("h")
                .setMemberships(List.of(new DatasetMembership(DatasetKind.SESSION, "SIMPLE", Position.BEGINNING)))
                .setTurnNumber(1)
                .setHistory(List.of())
                .setInferenceSignals(new InferenceSignals(5, 0, null))
                .setHindsightSignals(HindsightSignals.newBuilder().build());
    }
}
