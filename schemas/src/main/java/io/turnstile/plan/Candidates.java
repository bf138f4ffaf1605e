package io.turnstile.plan;

import io.turnstile.schema.DatasetMembership;
import io.turnstile.schema.LabeledTurn;
import java.util.Optional;

/**
 * Which labelled turns a pool takes.
 *
 * @param splitSeed of the splits
 */
public record Candidates(Pool pool, long splitSeed) {

    /** The turn as a candidate; empty where it is no member of the dataset, or where its judge takes no part. */
    public Optional<Candidate> of(LabeledTurn turn) {
        return takes(turn) ? membership(turn).map(membership -> candidate(turn, membership)) : Optional.empty();
    }

    /** People's decisions always take part: they win over any judge's. */
    private boolean takes(LabeledTurn turn) {
        return pool.fingerprints().isEmpty()
                || turn.getIsReviewed()
                || pool.fingerprints().contains(turn.getFingerprint());
    }

    private Optional<DatasetMembership> membership(LabeledTurn turn) {
        return turn.getMemberships().stream()
                .filter(membership -> membership.getDataset() == pool.kind())
                .findFirst();
    }

    private Candidate candidate(LabeledTurn turn, DatasetMembership membership) {
        return new Candidate(
                turn.getMessageId(),
                turn.getConversationId(),
                new Share(Split.of(splitSeed, owner(turn)), turn.getLabel()),
                new Cell(membership.getStratum(), membership.getPosition().name()),
                NormalisedText.hash(turn.getText()),
                SeededHash.of(pool.seed(), turn.getMessageId()));
    }

    /** Whose split the turn shares: its user's, or its conversation's where the user is not known. */
    private static String owner(LabeledTurn turn) {
        return turn.getUserHash() == null ? turn.getConversationId() : turn.getUserHash();
    }
}
