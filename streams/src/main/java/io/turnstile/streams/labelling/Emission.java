package io.turnstile.streams.labelling;

import io.turnstile.schema.LabeledTurn;
import io.turnstile.schema.Verdict;

/** What the stage sends out. */
sealed interface Emission {

    /** To {@code labeled}. @param turn null withdraws the label */
    record Label(LabeledTurn turn) implements Emission {}

    /** To {@code judge.verdicts}. @param verdict the one that holds, once more; null is a tombstone */
    record Mended(Verdict verdict) implements Emission {}
}
