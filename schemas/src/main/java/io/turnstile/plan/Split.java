package io.turnstile.plan;

/** What a turn is for: to train on, to choose a model by, or to measure it with. */
public enum Split {
    /** 83 of 100 owners. */
    TRAIN(83),
    /** 9 of 100 owners. */
    VALIDATION(9),
    /** 8 of 100 owners. */
    TEST(8);

    private static final int WHOLE = 100;

    private final int share;

    Split(int share) {
        this.share = share;
    }

    /** How many of 100 owners fall into it, and so how many of 100 turns of a plan. */
    public int share() {
        return share;
    }

    /**
     * The split of all that an owner wrote. It depends on nothing else, so that a changed plan moves nobody from one
     * split to another.
     *
     * @param seed of the splits; one for all plans
     * @param owner the user's keyed hash, or the conversation id where the user is not known
     */
    public static Split of(long seed, String owner) {
        long place = Long.remainderUnsigned(SeededHash.of(seed, owner), WHOLE);
        for (Split split : values()) {
            if (place < split.share) {
                return split;
            }
            place -= split.share;
        }
        throw new IllegalStateException("The shares of the splits do not add up to " + WHOLE);
    }
}
