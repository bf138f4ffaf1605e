package io.turnstile.producers.kusto;

/**
 * How many rows a block is to have, at most: halved when the cluster finds an answer too large, doubled again after a
 * while without. Used by one thread.
 */
final class BlockSize {

    /** A cluster that had no memory a moment ago is not tried again at once. */
    private static final int SUCCESSES_TO_GROW = 8;

    private final int largest;
    private int rows;
    private int successes;

    BlockSize(int largest) {
        this.largest = largest;
        this.rows = largest;
    }

    int rows() {
        return rows;
    }

    /** @param failed how many rows the answer would have had */
    void shrink(long failed) {
        rows = (int) Math.max(1, Math.min(rows, failed) / 2);
        successes = 0;
    }

    void succeeded() {
        if (rows < largest && ++successes == SUCCESSES_TO_GROW) {
            rows = (int) Math.min(largest, 2L * rows);
            successes = 0;
        }
    }
}
