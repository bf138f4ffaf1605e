package io.turnstile.plan;

import java.util.Comparator;

/**
 * The turns of a class that a plan does not tell apart: within a cell, every turn has the same chance.
 *
 * @param stratum SESSION: the turn's complexity; CONVERSATION: the conversation's turn-count stratum
 * @param position the third of the conversation that the turn stands in
 */
public record Cell(String stratum, String position) implements Comparable<Cell> {

    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::stratum).thenComparing(Cell::position);

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }
}
