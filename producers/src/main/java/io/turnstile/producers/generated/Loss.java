package io.turnstile.producers.generated;

/** What a conversation loses on its way. */
enum Loss {
    NOTHING,
    FIRST_TURN,
    MIDDLE_TURN,
    SUMMARY;

    /** The losses exclude each other, and only conversations long enough for one have it. */
    static Loss draw(Draw draw, ConversationShares shares, int length) {
        double at = draw.unit();
        if (at < shares.withoutSummary()) {
            return SUMMARY;
        }
        at -= shares.withoutSummary();
        if (at < shares.lostFirstTurn()) {
            return length >= 2 ? FIRST_TURN : NOTHING;
        }
        at -= shares.lostFirstTurn();
        return at < shares.lostMiddleTurn() && length >= 3 ? MIDDLE_TURN : NOTHING;
    }
}
