package io.turnstile.plan;

import io.turnstile.schema.DatasetKind;
import java.util.List;

/**
 * What plans draw from. Plans that differ in size, ratio and weights alone share a pool, and so its state.
 *
 * @param kind the dataset
 * @param seed of the draw
 * @param fingerprints the judges whose labels take part, in order; empty: all that are in {@code labeled}
 * @param capPerConversation how many turns of one conversation may be drawn
 * @param capPerText how many turns of one text may be drawn
 */
public record Pool(DatasetKind kind, long seed, List<String> fingerprints, Cap capPerConversation, Cap capPerText) {

    public Pool {
        fingerprints = fingerprints.stream().sorted().distinct().toList();
    }
}
