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

    /** Clients make ids of some 40 characters. One of many thousands is none, and would not fit where offers are stored. */
    private static final int LONGEST_ID = 1_000;

    /** The turn as a candidate; empty where it is no member of the dataset, where its judge takes no part, or where its id is no id. */
    public Optional<Candidate> of(LabeledTurn turn) {
        return takes(turn) ? membership(turn).map(membership -> candidate(turn, membership)) : Optional.empty();
    }

    /** People's decisions always take part: they win over any judge's. */
    private boolean takes(LabeledTurn turn) {
        String id = turn.getMessageId();
        return id.codePointCount(0, id.length()) <= LONGEST_ID
                && (pool.fingerprints().isEmpty()
                        || turn.getIsReviewed()
                        || pool.fingerprints().contains(turn.getFingerprint()));
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
