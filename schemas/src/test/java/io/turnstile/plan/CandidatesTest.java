package io.turnstile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.turnstile.schema.DatasetKind;
import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private static final long SPLIT_SEED = 1;

    @Test
    void aTurnIsWhatItsMembershipSays() {
        LabeledTurn turn = Turns.labeled("message-1", "Fix  IT")
                .setMemberships(List.of(
                        Turns.membership(DatasetKind.SESSION, "COMPLEX", Position.BEGINNING),
                        Turns.membership(DatasetKind.CONVERSATION, "LONG", Position.MIDDLE)))
                .setLabel(1)
                .build();

        assertThat(candidates(DatasetKind.CONVERSATION).of(turn))
                .contains(new Candidate(
                        "message-1",
                        "conversation-1",
                        new Share(Split.TRAIN, 1),
                        new Cell("LONG", "MIDDLE"),
                        NormalisedText.hash("fix it"),
                        SeededHash.of(-3, "message-1")));
        assertThat(candidates(DatasetKind.SESSION).of(turn).orElseThrow().cell())
                .isEqualTo(new Cell("COMPLEX", "BEGINNING"));
    }

    @Test
    void whatIsNoMemberOfTheDatasetIsNoCandidate() {
        assertThat(candidates(DatasetKind.SESSION)
                        .of(Turns.labeled("message-1", "fix it").build()))
                .isEmpty();
    }

    @Test
    void aJudgeThatTakesNoPartMakesNoCandidatesAndAPersonAlwaysDoes() {
        Candidates candidates = candidates(DatasetKind.CONVERSATION, Turns.JUDGE);
        LabeledTurn.Builder other = Turns.labeled("message-1", "fix it").setFingerprint("offline-rubric/1");

        assertThat(candidates.of(Turns.labeled("message-1", "fix it").build())).isPresent();
        assertThat(candidates.of(other.build())).isEmpty();
        assertThat(candidates.of(other.setIsReviewed(true).build())).isPresent();
        assertThat(candidates(DatasetKind.CONVERSATION)
                        .of(other.setIsReviewed(false).build()))
                .isPresent();
    }

    @Test
    void whatHasAnIdOfManyThousandCharactersIsNoCandidate() {
        LabeledTurn.Builder turn = Turns.labeled("m".repeat(1_000), "fix it");

        assertThat(candidates(DatasetKind.CONVERSATION).of(turn.build())).isPresent();
        assertThat(candidates(DatasetKind.CONVERSATION)
                        .of(turn.setMessageId("m".repeat(1_001)).build()))
                .isEmpty();
    }

    @Test
    void theSplitIsThatOfTheUser() {
        assertThat(split("user-17", "conversation-1")).isEqualTo(Split.VALIDATION);
        assertThat(split("user-17", "conversation-2")).isEqualTo(Split.VALIDATION);
        assertThat(split("user-651", "conversation-1")).isEqualTo(Split.TEST);
    }

    @Test
    void theSplitIsThatOfTheConversationWhereTheUserIsNotKnown() {
        assertThat(split(null, "user-17")).isEqualTo(Split.VALIDATION);
    }

    @Test
    void theSeedOfTheDrawDoesNotMoveAnybody() {
        LabeledTurn turn = Turns.labeled("message-1", "fix it").build();
        Pool pool = candidates(DatasetKind.CONVERSATION).pool();
        Pool reseeded = new Pool(pool.kind(), 99, List.of(), pool.capPerConversation(), pool.capPerText());

        assertThat(new Candidates(reseeded, SPLIT_SEED).of(turn).orElseThrow().share())
                .isEqualTo(
                        new Candidates(pool, SPLIT_SEED).of(turn).orElseThrow().share());
    }

    private static Split split(String user, String conversation) {
        LabeledTurn turn = Turns.labeled("message-1", "fix it")
                .setUserHash(user)
                .setConversationId(conversation)
                .build();
        return candidates(DatasetKind.CONVERSATION).of(turn).orElseThrow().split();
    }

    private static Candidates candidates(DatasetKind kind, String... fingerprints) {
        return new Candidates(new Pool(kind, -3, List.of(fingerprints), Cap.NONE, new Cap(1)), SPLIT_SEED);
    }
}
